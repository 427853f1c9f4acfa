// SPDX-License-Identifier: GPL-2.0-only
/* kernport: large integers, the calendar, processors, the version, mutexes, buses. */
#include "kernport.h"

static BOOLEAN KernIs(LARGE_INTEGER Number, LONGLONG Value)
{
	return Number.QuadPart == Value;
}

VOID KernLarge(void)
{
	LARGE_INTEGER Big = RtlEnlargedIntegerMultiply(-3, 0x40000000), By, Rest;
	ULARGE_INTEGER Unsigned;
	ULONG Remainder;
	KERN_AREA Area = { "large integers", FALSE };

	CHECK(KernIs(Big, -3LL * 0x40000000));
	CHECK(KernIs(RtlEnlargedUnsignedMultiply(0xffffffff, 0xffffffff), -0x1ffffffffLL));
	CHECK(KernIs(RtlConvertLongToLargeInteger(-2), -2));
	CHECK(KernIs(RtlConvertUlongToLargeInteger((ULONG)-2), 0xfffffffe));
	CHECK(KernIs(RtlLargeIntegerAdd(Big, Big), -6LL * 0x40000000));
	CHECK(KernIs(RtlLargeIntegerSubtract(Big, Big), 0));
	CHECK(KernIs(RtlLargeIntegerNegate(Big), 3LL * 0x40000000));
	Big.QuadPart = -16;
	CHECK(KernIs(RtlLargeIntegerArithmeticShift(Big, 2), -4));
	CHECK(KernIs(RtlLargeIntegerShiftRight(Big, 60), 15));
	CHECK(KernIs(RtlLargeIntegerShiftLeft(Big, 4), -256));
	CHECK(KernIs(RtlExtendedIntegerMultiply(Big, -2), 32));
	Big.QuadPart = 0x100000007LL;
	CHECK(KernIs(RtlExtendedLargeIntegerDivide(Big, 16, &Remainder), 0x10000000));
	CHECK(Remainder == 7);
	By.QuadPart = 0x100000000LL;
	CHECK(KernIs(RtlLargeIntegerDivide(Big, By, &Rest), 1) && KernIs(Rest, 7));
	Unsigned.QuadPart = 1000;
	CHECK(RtlEnlargedUnsignedDivide(Unsigned, 7, &Remainder) == 142 && Remainder == 6);
	CHECK(RtlEnlargedUnsignedDivide(Unsigned, 0, NULL) == 0);
	CHECK(RtlLargeIntegerGreaterThan(Big, By) && !RtlLargeIntegerEqualToZero(By));
	CHECK(RtlFindLeastSignificantBit(0x8000000000000000ULL) == 63);
	CHECK(RtlFindMostSignificantBit(0x1000) == 12 && RtlFindMostSignificantBit(0) == -1);
	CHECK(strnlen("abc", 2) == 2 && strnlen("abc", 9) == 3);
	END();
}

VOID KernCalendar(void)
{
	TIME_FIELDS Fields = { 2024, 2, 29, 23, 59, 58, 987, 0 }, Back;
	LARGE_INTEGER Time, Local;
	KERN_AREA Area = { "calendar", FALSE };

	/* 1,709,251,198 s after 1970 began, on a Thursday. */
	CHECK(RtlTimeFieldsToTime(&Fields, &Time));
	CHECK(Time.QuadPart == (11644473600LL + 1709251198) * 10000000 + 9870000);
	RtlTimeToTimeFields(&Time, &Back);
	CHECK(Back.Year == 2024 && Back.Month == 2 && Back.Day == 29 && Back.Weekday == 4);
	CHECK(Back.Hour == 23 && Back.Minute == 59 && Back.Second == 58);
	CHECK(Back.Milliseconds == 987);
	Time.QuadPart = 0;
	RtlTimeToTimeFields(&Time, &Back);
	CHECK(Back.Year == 1601 && Back.Month == 1 && Back.Day == 1 && Back.Weekday == 1);
	Fields.Year = 2023;
	CHECK(!RtlTimeFieldsToTime(&Fields, &Time));
	Fields.Day = 28;
	Fields.Hour = -1;
	CHECK(!RtlTimeFieldsToTime(&Fields, &Time));
	KeQuerySystemTimePrecise(&Time);
	ExSystemTimeToLocalTime(&Time, &Local);
	ExLocalTimeToSystemTime(&Local, &Local);
	CHECK(Local.QuadPart == Time.QuadPart);
	CHECK(KeQueryUnbiasedInterruptTime() <= KeQueryInterruptTime());
	END();
}

VOID KernSystem(void)
{
	RTL_OSVERSIONINFOW Version = { sizeof(Version) };
	ULONG Count = KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS), Major = 0, Minor = 0;
	PROCESSOR_NUMBER Number;
	KAFFINITY Active = 0;
	KIRQL Irql = 0;
	PUCHAR Pool;
	KERN_AREA Area = { "system", FALSE };

	CHECK(Count >= 1 && Count <= 64 && Count == KeQueryActiveProcessorCount(&Active));
	CHECK(Active != 0 && KeQueryMaximumProcessorCountEx(0) >= Count);
	CHECK(KeQueryMaximumProcessorCount() >= Count && KeQueryActiveProcessorCountEx(1) == 0);
	CHECK(KeQueryActiveGroupCount() == 1 && KeQueryMaximumGroupCount() == 1);
	KeGetCurrentProcessorNumberEx(&Number);
	CHECK(Number.Group == 0 && Number.Number < 64);
	CHECK(RtlGetVersion(&Version) == STATUS_SUCCESS && Version.dwMajorVersion == 6 &&
	      Version.dwMinorVersion == 1 && Version.dwPlatformId == 2);
	CHECK(!PsGetVersion(&Major, &Minor, NULL, NULL) && Major == 6 && Minor == 1);
	CHECK(IoIsWdmVersionAvailable(1, 0x10) && !IoIsWdmVersionAvailable(6, 0x10));
	Pool = ExAllocatePoolPriorityZero(NonPagedPool, 100, KERN_TAG, LowPoolPriority);
	CHECK(Pool != NULL && Pool[0] == 0 && Pool[99] == 0);
	ExFreePool(Pool);
	Pool = ExAllocatePoolWithTagPriority(NonPagedPool, 100, KERN_TAG, NormalPoolPriority);
	CHECK(Pool != NULL);
	ExFreePool(Pool);
	CHECK(HalGetInterruptVector(Isa, 0, 14, 14, &Irql, &Active) == 14);
	CHECK(Irql > DISPATCH_LEVEL && Active == KeQueryActiveProcessors());
	IoGetConfigurationInformation()->AtDiskPrimaryAddressClaimed = TRUE;
	CHECK(IoGetConfigurationInformation()->AtDiskPrimaryAddressClaimed);
	IoGetConfigurationInformation()->AtDiskPrimaryAddressClaimed = FALSE;
	END();
}

VOID KernMutex(void)
{
	FAST_MUTEX Mutex;
	KERN_AREA Area = { "fast mutex", FALSE };

	ExInitializeFastMutex(&Mutex);
	ExAcquireFastMutex(&Mutex);
	CHECK(!ExTryToAcquireFastMutex(&Mutex));
	ExReleaseFastMutex(&Mutex);
	CHECK(ExTryToAcquireFastMutex(&Mutex));
	CHECK(!ExTryToAcquireFastMutex(&Mutex));
	ExReleaseFastMutex(&Mutex);
	END();
}

/* Slot 0 of bus 0 is a bridge here as nearly everywhere: Intel's, or QEMU's own. */
#ifdef _M_ARM64
#define KERN_BRIDGE	0x1b36
#else
#define KERN_BRIDGE	0x8086
#endif

VOID KernBus(void)
{
	PCI_COMMON_CONFIG Config;
	PHYSICAL_ADDRESS Address, There;
	PCI_SLOT_NUMBER Slot;
	ULONG Space = 1, Empty = 0;
	USHORT Command = 0;
	KERN_AREA Area = { "bus data", FALSE };

	Slot.u.AsULONG = 0;
	CHECK(HalGetBusData(PCIConfiguration, 0, 0, &Config, sizeof(Config)) == sizeof(Config));
	CHECK(Config.VendorID == KERN_BRIDGE && Config.BaseClass == PCI_CLASS_BRIDGE_DEV);
	CHECK(HalGetBusDataByOffset(PCIConfiguration, 0, 0, &Command, 8, 2) == 2);
	CHECK(Command == (Config.ProgIf << 8 | Config.RevisionID));
	CHECK(HalGetBusDataByOffset(PCIConfiguration, 0, 0, &Command, 255, 2) == 1);
	CHECK(HalGetBusDataByOffset(PCIConfiguration, 0, 0, &Command, 256, 2) == 0);
	for (Slot.u.bits.DeviceNumber = 31; Slot.u.bits.DeviceNumber; Slot.u.bits.DeviceNumber--) {
		Config.VendorID = 0;
		if (HalGetBusData(PCIConfiguration, 0, Slot.u.AsULONG, &Config, 4) == 2)
			Empty += Config.VendorID == PCI_INVALID_VENDORID;
	}
	CHECK(Empty > 0);
	CHECK(HalGetBusData(PCIConfiguration, 255, 0, &Config, 4) == 0);
	CHECK(HalGetBusData(EisaConfiguration, 0, 0, &Config, 4) == 0);
	/* Not its own. */
	CHECK(HalSetBusDataByOffset(PCIConfiguration, 0, 0, &Command, 0x3c, 1) == 0);
	Address.QuadPart = 0x1f0;
	CHECK(HalTranslateBusAddress(Isa, 0, Address, &Space, &There));
	CHECK(There.QuadPart == 0x1f0 && Space == 1);
	END();
}
