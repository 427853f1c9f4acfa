/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: what is sent, and what comes back, as bytes, hexadecimal digits and files. */
#ifndef CTL_BYTES_H
#define CTL_BYTES_H

#include <stddef.h>
#include <stdint.h>

/* What is sent. */
extern unsigned char *data;
extern size_t data_length;

int hex_digit(int c);
void add_hex(const char *text);
void read_input(const char *name);

void show_hex(const unsigned char *bytes, size_t length);
void write_output(const char *name, const unsigned char *bytes, size_t length);

void put32(unsigned char *at, uint32_t value);
uint32_t get32(const unsigned char *at);

#endif /* CTL_BYTES_H */
