// SPDX-License-Identifier: GPL-2.0-only
/* ATA miniport: the argument string, registry value DriverParameter: "name=value;name=value". */
#include "options.h"

static BOOLEAN AtaIsEnd(CHAR C)
{
	return C == 0 || C == ';' || C == ' ';
}

/* What follows Name and "=", or NULL. */
static PCHAR AtaValueOf(PCHAR Text, PCSTR Name)
{
	while (*Name && *Text == *Name) {
		Text++;
		Name++;
	}
	return *Name == 0 && *Text == '=' ? Text + 1 : NULL;
}

static BOOLEAN AtaIs(PCHAR Value, PCSTR Word)
{
	while (*Word && *Value == *Word) {
		Value++;
		Word++;
	}
	return *Word == 0 && AtaIsEnd(*Value);
}

static ULONG AtaDigit(CHAR C)
{
	if (C >= '0' && C <= '9')
		return C - '0';
	if (C >= 'a' && C <= 'f')
		return C - 'a' + 10;
	if (C >= 'A' && C <= 'F')
		return C - 'A' + 10;
	return 16;
}

/* The number is decimal, or hexadecimal with 0x. Text moves behind it. */
static ULONG AtaNumber(PCHAR *Text)
{
	ULONG Base = 10, Value = 0;

	if ((*Text)[0] == '0' && ((*Text)[1] == 'x' || (*Text)[1] == 'X')) {
		Base = 16;
		*Text += 2;
	}
	while (AtaDigit(**Text) < Base)
		Value = Value * Base + AtaDigit(*(*Text)++);
	return Value;
}

/* COMMAND:CONTROL:INTERRUPT of one channel, and after "+" of another. */
static VOID AtaParsePlaces(PATA_OPTIONS Options, PCHAR Text)
{
	PATA_PLACE Place;

	while (Options->Places < ATA_CHANNELS) {
		Place = &Options->Place[Options->Places];
		Place->Command = AtaNumber(&Text);
		if (*Text++ != ':')
			return;
		Place->Control = AtaNumber(&Text);
		if (*Text++ != ':')
			return;
		Place->Interrupt = AtaNumber(&Text);
		Options->Places++;
		if (*Text++ != '+')
			return;
	}
}

static VOID AtaParseOption(PATA_OPTIONS Options, PCHAR Text)
{
	PCHAR Value;

	Value = AtaValueOf(Text, "mode");
	if (Value) {
		Options->Deferred = !AtaIs(Value, "interrupt");
		return;
	}
	Value = AtaValueOf(Text, "access_ns");
	if (Value) {
		Options->AccessNs = AtaNumber(&Value);
		return;
	}
	Value = AtaValueOf(Text, "max_transfer");
	if (Value) {
		Options->MaxTransfer = AtaNumber(&Value);
		return;
	}
	Value = AtaValueOf(Text, "multiple");
	if (Value) {
		Options->Multiple = AtaNumber(&Value);
		return;
	}
	Value = AtaValueOf(Text, "ports");
	if (Value)
		AtaParsePlaces(Options, Value);
}

/* Words that are not known are somebody else's. Text may be NULL. */
VOID AtaParseOptions(PATA_OPTIONS Options, PCHAR Text)
{
	memset(Options, 0, sizeof(*Options));
	Options->Deferred = TRUE;
	Options->AccessNs = ATA_DEFAULT_ACCESS_NS;
	Options->Multiple = 0xff;
	while (Text && *Text) {
		if (!AtaIsEnd(*Text))
			AtaParseOption(Options, Text);
		while (!AtaIsEnd(*Text))
			Text++;
		if (*Text)
			Text++;
	}
	if (Options->AccessNs == 0)
		Options->AccessNs = 1;
}
