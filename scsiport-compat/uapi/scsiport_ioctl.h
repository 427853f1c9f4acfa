/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * The management device of an adapter, /dev/scsiportN: N is the number of its SCSI host.
 *
 * One ioctl carries the device control codes of Windows with their buffers in their 64-bit Windows
 * layout. read() and poll() give the events that the miniport reports. For C of user space.
 */
#ifndef SCSIPORT_IOCTL_H
#define SCSIPORT_IOCTL_H

#include <linux/ioctl.h>
#include <linux/types.h>

/**
 * struct scsiport_device_control - what DeviceIoControl() takes, and what it gives
 * @size: bytes of this structure
 * @control_code: SCSIPORT_CODE_...
 * @in: address of the input buffer
 * @out: address of the output buffer; may be the same
 * @in_length: bytes of @in
 * @out_length: bytes of @out
 * @returned: answer: bytes that were written to @out
 * @status: answer: NTSTATUS, SCSIPORT_STATUS_...
 * @srb_status: answer: SrbStatus if a request reached the miniport, else 0
 * @path_id: bus, with SCSIPORT_ADDRESSED
 * @target_id: target, with SCSIPORT_ADDRESSED
 * @lun: logical unit, with SCSIPORT_ADDRESSED
 * @flags: SCSIPORT_ADDRESSED: to that unit, as through its own device on Windows; else to the
 *	adapter
 */
struct scsiport_device_control {
	__u32 size;
	__u32 control_code;
	__u64 in;
	__u64 out;
	__u32 in_length;
	__u32 out_length;
	__u32 returned;
	__u32 status;
	__u8 srb_status;
	__u8 path_id;
	__u8 target_id;
	__u8 lun;
	__u32 flags;
};

#define SCSIPORT_ADDRESSED		0x1

/*
 * 0 if there is an answer, in status; -1 and errno where Windows has no word for it: EPERM,
 * EFAULT, EINVAL (size, flags), E2BIG (a length above SCSIPORT_MAX_LENGTH), ENODEV (adapter gone,
 * stopped or offline), ENXIO (no such unit), EBUSY (too many requests), ETIMEDOUT (no answer
 * from the miniport; its bus was reset), EINTR, ENOMEM, EOPNOTSUPP (a program of 32 bits).
 */
#define SCSIPORT_IOCTL_DEVICE_CONTROL	_IOWR('P', 0x40, struct scsiport_device_control)

#define SCSIPORT_MAX_LENGTH		0x101000

/* Control codes of Windows ... */
#define SCSIPORT_CODE_PASS_THROUGH		0x0004d004
#define SCSIPORT_CODE_MINIPORT			0x0004d008
#define SCSIPORT_CODE_GET_INQUIRY_DATA		0x0004100c
#define SCSIPORT_CODE_GET_CAPABILITIES		0x00041010
#define SCSIPORT_CODE_PASS_THROUGH_DIRECT	0x0004d014
#define SCSIPORT_CODE_GET_ADDRESS		0x00041018
#define SCSIPORT_CODE_RESCAN_BUS		0x0004101c
/* ... and ours. In: struct scsiport_wmi, then a WNODE. Out: the WNODE. */
#define SCSIPORT_CODE_WMI			0x0004e800

#define SCSIPORT_STATUS_SUCCESS			0x00000000
#define SCSIPORT_STATUS_BUFFER_OVERFLOW		0x80000005
#define SCSIPORT_STATUS_DEVICE_BUSY		0x80000011
#define SCSIPORT_STATUS_INVALID_PARAMETER	0xc000000d
#define SCSIPORT_STATUS_INVALID_DEVICE_REQUEST	0xc0000010
#define SCSIPORT_STATUS_BUFFER_TOO_SMALL	0xc0000023
#define SCSIPORT_STATUS_REVISION_MISMATCH	0xc0000059
#define SCSIPORT_STATUS_IO_TIMEOUT		0xc00000b5
#define SCSIPORT_STATUS_DEVICE_DOES_NOT_EXIST	0xc00000c0
#define SCSIPORT_STATUS_IO_DEVICE_ERROR		0xc0000185

/* SRB_IO_CONTROL, followed by length bytes of data, both ways. timeout: seconds. */
struct scsiport_io_control {
	__u32 header_length;
	__u8 signature[8];
	__u32 timeout;
	__u32 control_code;
	__u32 return_code;
	__u32 length;
};

/* SCSI_PASS_THROUGH, and SCSI_PASS_THROUGH_DIRECT where data is an address. */
struct scsiport_pass_through {
	__u16 length;
	__u8 scsi_status;
	__u8 path_id;
	__u8 target_id;
	__u8 lun;
	__u8 cdb_length;
	__u8 sense_length;
	__u8 data_in;		/* 0: to the device, 1: from it, 2: unspecified, taken as 1 */
	__u8 reserved[3];
	__u32 data_length;
	__u32 timeout;
	__u32 reserved2;
	__u64 data;		/* offset in the buffer, or address */
	__u32 sense_offset;
	__u8 cdb[16];
	__u32 reserved3;
};

/* IO_SCSI_CAPABILITIES */
struct scsiport_capabilities {
	__u32 length;
	__u32 maximum_transfer_length;
	__u32 maximum_physical_pages;
	__u32 supported_asynchronous_events;
	__u32 alignment_mask;
	__u8 tagged_queuing;
	__u8 adapter_scans_down;
	__u8 adapter_uses_pio;
	__u8 reserved;
};

/* SCSI_ADDRESS */
struct scsiport_address {
	__u32 length;
	__u8 port_number;
	__u8 path_id;
	__u8 target_id;
	__u8 lun;
};

/* SCSI_ADAPTER_BUS_INFO: the header, one of these for each bus ... */
struct scsiport_bus_data {
	__u8 number_of_logical_units;
	__u8 initiator_bus_id;
	__u8 reserved[2];
	__u32 inquiry_data_offset;	/* of its first unit, from the start; 0: none */
};

struct scsiport_bus_info {
	__u8 number_of_buses;
	__u8 reserved[3];
	struct scsiport_bus_data bus[];
};

/* ... and SCSI_INQUIRY_DATA for each unit. */
struct scsiport_inquiry_data {
	__u8 path_id;
	__u8 target_id;
	__u8 lun;
	__u8 device_claimed;
	__u32 inquiry_data_length;
	__u32 next_inquiry_data_offset;	/* on the same bus, from the start; 0: the last */
	__u8 inquiry_data[36];
};

/* WMISubFunction */
enum scsiport_wmi_function {
	SCSIPORT_WMI_QUERY_ALL_DATA = 0,
	SCSIPORT_WMI_QUERY_SINGLE_INSTANCE = 1,
	SCSIPORT_WMI_CHANGE_SINGLE_INSTANCE = 2,
	SCSIPORT_WMI_CHANGE_SINGLE_ITEM = 3,
	SCSIPORT_WMI_ENABLE_EVENTS = 4,
	SCSIPORT_WMI_DISABLE_EVENTS = 5,
	SCSIPORT_WMI_ENABLE_COLLECTION = 6,
	SCSIPORT_WMI_DISABLE_COLLECTION = 7,
	SCSIPORT_WMI_REGINFO = 8,
	SCSIPORT_WMI_EXECUTE_METHOD = 9,
};

/**
 * struct scsiport_wmi - in front of the WNODE of SCSIPORT_CODE_WMI
 * @sub_function: enum scsiport_wmi_function
 * @reserved: 0
 * @timeout: seconds; 0 for the default
 * @guid: class, in the order of bytes of a GUID in memory
 */
struct scsiport_wmi {
	__u8 sub_function;
	__u8 reserved[3];
	__u32 timeout;
	__u8 guid[16];
};

#define SCSIPORT_EVENT_WMI		1	/* data: a WNODE_EVENT_ITEM */
#define SCSIPORT_EVENT_WMI_REREGISTER	2	/* ask for SCSIPORT_WMI_REGINFO again */

#define SCSIPORT_EVENT_DATA		128

/**
 * struct scsiport_event - what read() gives; one or more of these
 * @type: SCSIPORT_EVENT_...
 * @path_id: bus; 0xff: the event is the adapter's
 * @target_id: target
 * @lun: logical unit
 * @length: bytes of @data
 * @lost: events that were lost before this one since the file was opened
 * @time: when the miniport reported it, nanoseconds of CLOCK_MONOTONIC
 * @data: the event
 */
struct scsiport_event {
	__u32 type;
	__u8 path_id;
	__u8 target_id;
	__u8 lun;
	__u8 reserved;
	__u32 length;
	__u32 lost;
	__u64 time;
	__u8 data[SCSIPORT_EVENT_DATA];
};

#endif
