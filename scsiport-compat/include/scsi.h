/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * SCSI as a miniport sees it: command blocks, inquiry, sense and mode data.
 *
 * Multi-byte fields are big-endian unless they are arrays of bytes, which are what the bus carries.
 * Bit fields start at the least significant bit.
 */
#ifndef SCSIPORT_SCSI_H
#define SCSIPORT_SCSI_H

#include "srb.h"

#define CDB6GENERIC_LENGTH		6
#define CDB10GENERIC_LENGTH		10
#define CDB12GENERIC_LENGTH		12
#define CDB16GENERIC_LENGTH		16

#define SETBITON			1
#define SETBITOFF			0

/* Operation codes, 6-byte group */
#define SCSIOP_TEST_UNIT_READY		0x00
#define SCSIOP_REZERO_UNIT		0x01
#define SCSIOP_REWIND			0x01
#define SCSIOP_REQUEST_BLOCK_ADDR	0x02
#define SCSIOP_REQUEST_SENSE		0x03
#define SCSIOP_FORMAT_UNIT		0x04
#define SCSIOP_READ_BLOCK_LIMITS	0x05
#define SCSIOP_REASSIGN_BLOCKS		0x07
#define SCSIOP_INIT_ELEMENT_STATUS	0x07
#define SCSIOP_READ6			0x08
#define SCSIOP_RECEIVE			0x08
#define SCSIOP_WRITE6			0x0a
#define SCSIOP_PRINT			0x0a
#define SCSIOP_SEND			0x0a
#define SCSIOP_SEEK6			0x0b
#define SCSIOP_TRACK_SELECT		0x0b
#define SCSIOP_SLEW_PRINT		0x0b
#define SCSIOP_SET_CAPACITY		0x0b
#define SCSIOP_SEEK_BLOCK		0x0c
#define SCSIOP_PARTITION		0x0d
#define SCSIOP_READ_REVERSE		0x0f
#define SCSIOP_WRITE_FILEMARKS		0x10
#define SCSIOP_FLUSH_BUFFER		0x10
#define SCSIOP_SPACE			0x11
#define SCSIOP_INQUIRY			0x12
#define SCSIOP_VERIFY6			0x13
#define SCSIOP_RECOVER_BUF_DATA		0x14
#define SCSIOP_MODE_SELECT		0x15
#define SCSIOP_RESERVE_UNIT		0x16
#define SCSIOP_RELEASE_UNIT		0x17
#define SCSIOP_COPY			0x18
#define SCSIOP_ERASE			0x19
#define SCSIOP_MODE_SENSE		0x1a
#define SCSIOP_START_STOP_UNIT		0x1b
#define SCSIOP_STOP_PRINT		0x1b
#define SCSIOP_LOAD_UNLOAD		0x1b
#define SCSIOP_RECEIVE_DIAGNOSTIC	0x1c
#define SCSIOP_SEND_DIAGNOSTIC		0x1d
#define SCSIOP_MEDIUM_REMOVAL		0x1e

/* 10-byte groups */
#define SCSIOP_READ_FORMATTED_CAPACITY	0x23
#define SCSIOP_READ_CAPACITY		0x25
#define SCSIOP_READ			0x28
#define SCSIOP_WRITE			0x2a
#define SCSIOP_SEEK			0x2b
#define SCSIOP_LOCATE			0x2b
#define SCSIOP_POSITION_TO_ELEMENT	0x2b
#define SCSIOP_WRITE_VERIFY		0x2e
#define SCSIOP_VERIFY			0x2f
#define SCSIOP_SEARCH_DATA_HIGH		0x30
#define SCSIOP_SEARCH_DATA_EQUAL	0x31
#define SCSIOP_SEARCH_DATA_LOW		0x32
#define SCSIOP_SET_LIMITS		0x33
#define SCSIOP_READ_POSITION		0x34
#define SCSIOP_SYNCHRONIZE_CACHE	0x35
#define SCSIOP_COMPARE			0x39
#define SCSIOP_COPY_COMPARE		0x3a
#define SCSIOP_WRITE_DATA_BUFF		0x3b
#define SCSIOP_READ_DATA_BUFF		0x3c
#define SCSIOP_WRITE_LONG		0x3f
#define SCSIOP_CHANGE_DEFINITION	0x40
#define SCSIOP_WRITE_SAME		0x41
#define SCSIOP_READ_SUB_CHANNEL		0x42
#define SCSIOP_UNMAP			0x42
#define SCSIOP_READ_TOC			0x43
#define SCSIOP_READ_HEADER		0x44
#define SCSIOP_REPORT_DENSITY_SUPPORT	0x44
#define SCSIOP_PLAY_AUDIO		0x45
#define SCSIOP_GET_CONFIGURATION	0x46
#define SCSIOP_PLAY_AUDIO_MSF		0x47
#define SCSIOP_PLAY_TRACK_INDEX		0x48
#define SCSIOP_SANITIZE			0x48
#define SCSIOP_PLAY_TRACK_RELATIVE	0x49
#define SCSIOP_GET_EVENT_STATUS		0x4a
#define SCSIOP_PAUSE_RESUME		0x4b
#define SCSIOP_LOG_SELECT		0x4c
#define SCSIOP_LOG_SENSE		0x4d
#define SCSIOP_STOP_PLAY_SCAN		0x4e
#define SCSIOP_XDWRITE			0x50
#define SCSIOP_XPWRITE			0x51
#define SCSIOP_READ_DISK_INFORMATION	0x51
#define SCSIOP_READ_DISC_INFORMATION	0x51
#define SCSIOP_READ_TRACK_INFORMATION	0x52
#define SCSIOP_XDWRITE_READ		0x53
#define SCSIOP_RESERVE_TRACK_RZONE	0x53
#define SCSIOP_SEND_OPC_INFORMATION	0x54
#define SCSIOP_MODE_SELECT10		0x55
#define SCSIOP_RESERVE_UNIT10		0x56
#define SCSIOP_RESERVE_ELEMENT		0x56
#define SCSIOP_RELEASE_UNIT10		0x57
#define SCSIOP_RELEASE_ELEMENT		0x57
#define SCSIOP_REPAIR_TRACK		0x58
#define SCSIOP_MODE_SENSE10		0x5a
#define SCSIOP_CLOSE_TRACK_SESSION	0x5b
#define SCSIOP_READ_BUFFER_CAPACITY	0x5c
#define SCSIOP_SEND_CUE_SHEET		0x5d
#define SCSIOP_PERSISTENT_RESERVE_IN	0x5e
#define SCSIOP_PERSISTENT_RESERVE_OUT	0x5f
#define SCSIOP_OPERATION32		0x7f

/* 16-byte group */
#define SCSIOP_XDWRITE_EXTENDED16	0x80
#define SCSIOP_WRITE_FILEMARKS16	0x80
#define SCSIOP_REBUILD16		0x81
#define SCSIOP_READ_REVERSE16		0x81
#define SCSIOP_REGENERATE16		0x82
#define SCSIOP_EXTENDED_COPY		0x83
#define SCSIOP_POPULATE_TOKEN		0x83
#define SCSIOP_WRITE_USING_TOKEN	0x83
#define SCSIOP_RECEIVE_COPY_RESULTS	0x84
#define SCSIOP_RECEIVE_ROD_TOKEN_INFORMATION	0x84
#define SCSIOP_ATA_PASSTHROUGH16	0x85
#define SCSIOP_ACCESS_CONTROL_IN	0x86
#define SCSIOP_ACCESS_CONTROL_OUT	0x87
#define SCSIOP_READ16			0x88
#define SCSIOP_COMPARE_AND_WRITE	0x89
#define SCSIOP_WRITE16			0x8a
#define SCSIOP_READ_ATTRIBUTES		0x8c
#define SCSIOP_WRITE_ATTRIBUTES		0x8d
#define SCSIOP_WRITE_VERIFY16		0x8e
#define SCSIOP_VERIFY16			0x8f
#define SCSIOP_PREFETCH16		0x90
#define SCSIOP_SYNCHRONIZE_CACHE16	0x91
#define SCSIOP_SPACE16			0x91
#define SCSIOP_LOCK_UNLOCK_CACHE16	0x92
#define SCSIOP_LOCATE16			0x92
#define SCSIOP_WRITE_SAME16		0x93
#define SCSIOP_ERASE16			0x93
#define SCSIOP_ZBC_OUT			0x94
#define SCSIOP_ZBC_IN			0x95
#define SCSIOP_READ_DATA_BUFF16		0x9b
#define SCSIOP_READ_CAPACITY16		0x9e
#define SCSIOP_GET_LBA_STATUS		0x9e
#define SCSIOP_SERVICE_ACTION_IN16	0x9e
#define SCSIOP_SERVICE_ACTION_OUT16	0x9f

/* 12-byte group */
#define SCSIOP_REPORT_LUNS		0xa0
#define SCSIOP_BLANK			0xa1
#define SCSIOP_ATA_PASSTHROUGH12	0xa1
#define SCSIOP_SEND_EVENT		0xa2
#define SCSIOP_SECURITY_PROTOCOL_IN	0xa2
#define SCSIOP_SEND_KEY			0xa3
#define SCSIOP_MAINTENANCE_IN		0xa3
#define SCSIOP_REPORT_KEY		0xa4
#define SCSIOP_MAINTENANCE_OUT		0xa4
#define SCSIOP_MOVE_MEDIUM		0xa5
#define SCSIOP_LOAD_UNLOAD_SLOT		0xa6
#define SCSIOP_EXCHANGE_MEDIUM		0xa6
#define SCSIOP_SET_READ_AHEAD		0xa7
#define SCSIOP_MOVE_MEDIUM_ATTACHED	0xa7
#define SCSIOP_READ12			0xa8
#define SCSIOP_GET_MESSAGE		0xa8
#define SCSIOP_SERVICE_ACTION_OUT12	0xa9
#define SCSIOP_WRITE12			0xaa
#define SCSIOP_SEND_MESSAGE		0xab
#define SCSIOP_SERVICE_ACTION_IN12	0xab
#define SCSIOP_GET_PERFORMANCE		0xac
#define SCSIOP_READ_DVD_STRUCTURE	0xad
#define SCSIOP_WRITE_VERIFY12		0xae
#define SCSIOP_VERIFY12			0xaf
#define SCSIOP_SEARCH_DATA_HIGH12	0xb0
#define SCSIOP_SEARCH_DATA_EQUAL12	0xb1
#define SCSIOP_SEARCH_DATA_LOW12	0xb2
#define SCSIOP_SET_LIMITS12		0xb3
#define SCSIOP_READ_ELEMENT_STATUS_ATTACHED	0xb4
#define SCSIOP_REQUEST_VOL_ELEMENT	0xb5
#define SCSIOP_SECURITY_PROTOCOL_OUT	0xb5
#define SCSIOP_SEND_VOLUME_TAG		0xb6
#define SCSIOP_SET_STREAMING		0xb6
#define SCSIOP_READ_DEFECT_DATA		0xb7
#define SCSIOP_READ_ELEMENT_STATUS	0xb8
#define SCSIOP_READ_CD_MSF		0xb9
#define SCSIOP_SCAN_CD			0xba
#define SCSIOP_REDUNDANCY_GROUP_IN	0xba
#define SCSIOP_SET_CD_SPEED		0xbb
#define SCSIOP_REDUNDANCY_GROUP_OUT	0xbb
#define SCSIOP_PLAY_CD			0xbc
#define SCSIOP_SPARE_IN			0xbc
#define SCSIOP_MECHANISM_STATUS		0xbd
#define SCSIOP_SPARE_OUT		0xbd
#define SCSIOP_READ_CD			0xbe
#define SCSIOP_VOLUME_SET_IN		0xbe
#define SCSIOP_SEND_DVD_STRUCTURE	0xbf
#define SCSIOP_VOLUME_SET_OUT		0xbf
#define SCSIOP_INIT_ELEMENT_RANGE	0xe7

/* Service actions */
#define SERVICE_ACTION_OVERWRITE	0x01
#define SERVICE_ACTION_BLOCK_ERASE	0x02
#define SERVICE_ACTION_CRYPTO_ERASE	0x03
#define SERVICE_ACTION_EXIT_FAILURE	0x1f
#define SERVICE_ACTION_POPULATE_TOKEN	0x10
#define SERVICE_ACTION_WRITE_USING_TOKEN	0x11
#define SERVICE_ACTION_RECEIVE_TOKEN_INFORMATION	0x07
#define SERVICE_ACTION_READ_CAPACITY16	0x10
#define SERVICE_ACTION_GET_LBA_STATUS	0x12
#define SERVICE_ACTION_REPORT_TIMESTAMP	0x0f
#define SERVICE_ACTION_SET_TIMESTAMP	0x0f

/* Bits in command blocks */
#define CDB_RETURN_ON_COMPLETION	0
#define CDB_RETURN_IMMEDIATE		1
#define CDB_FORCE_MEDIA_ACCESS		0x08
#define CDB_INQUIRY_EVPD		0x01
#define CDB_USE_MSF			0x01
#define CDB_AUDIO_PAUSE			0x00
#define CDB_AUDIO_RESUME		0x01
#define CDB_DEVICE_START		0x11
#define CDB_DEVICE_STOP			0x10
#define CDB_EJECT_MEDIA			0x10
#define CDB_LOAD_MEDIA			0x01
#define CDB_SUBCHANNEL_HEADER		0x00
#define CDB_SUBCHANNEL_BLOCK		0x01
#define CDROM_AUDIO_CONTROL_PAGE	0x0e
#define MODE_SELECT_IMMEDIATE		0x04
#define MODE_SELECT_PFBIT		0x10
#define START_UNIT_CODE			0x01
#define STOP_UNIT_CODE			0x00
#define LUN0_FORMAT_SAVING_DEFECT_LIST	0
#define USE_DEFAULTMSB			0
#define USE_DEFAULTLSB			0
#define GET_LAST_SESSION		0x01
#define GET_SESSION_DATA		0x02
#define READ_TOC_FORMAT_TOC		0x00
#define READ_TOC_FORMAT_SESSION		0x01
#define READ_TOC_FORMAT_FULL_TOC	0x02
#define READ_TOC_FORMAT_PMA		0x03
#define READ_TOC_FORMAT_ATIP		0x04

/* Persistent reservations */
#define RESERVATION_ACTION_READ_KEYS	0x00
#define RESERVATION_ACTION_READ_RESERVATIONS	0x01
#define RESERVATION_ACTION_REGISTER	0x00
#define RESERVATION_ACTION_RESERVE	0x01
#define RESERVATION_ACTION_RELEASE	0x02
#define RESERVATION_ACTION_CLEAR	0x03
#define RESERVATION_ACTION_PREEMPT	0x04
#define RESERVATION_ACTION_PREEMPT_ABORT	0x05
#define RESERVATION_ACTION_REGISTER_IGNORE_EXISTING	0x06
#define RESERVATION_SCOPE_LU		0x00
#define RESERVATION_SCOPE_ELEMENT	0x02
#define RESERVATION_TYPE_WRITE_EXCLUSIVE	0x01
#define RESERVATION_TYPE_EXCLUSIVE	0x03
#define RESERVATION_TYPE_WRITE_EXCLUSIVE_REGISTRANTS	0x05
#define RESERVATION_TYPE_EXCLUSIVE_REGISTRANTS	0x06

/* Messages of the parallel bus */
#define SCSIMESS_COMMAND_COMPLETE	0x00
#define SCSIMESS_EXTENDED_MESSAGE	0x01
#define SCSIMESS_SAVE_DATA_POINTER	0x02
#define SCSIMESS_RESTORE_POINTERS	0x03
#define SCSIMESS_DISCONNECT		0x04
#define SCSIMESS_INIT_DETECTED_ERROR	0x05
#define SCSIMESS_ABORT			0x06
#define SCSIMESS_MESSAGE_REJECT		0x07
#define SCSIMESS_NO_OPERATION		0x08
#define SCSIMESS_MESS_PARITY_ERROR	0x09
#define SCSIMESS_LINK_CMD_COMP		0x0a
#define SCSIMESS_LINK_CMD_COMP_W_FLAG	0x0b
#define SCSIMESS_BUS_DEVICE_RESET	0x0c
#define SCSIMESS_ABORT_WITH_TAG		0x0d
#define SCSIMESS_CLEAR_QUEUE		0x0e
#define SCSIMESS_INITIATE_RECOVERY	0x0f
#define SCSIMESS_RELEASE_RECOVERY	0x10
#define SCSIMESS_TERMINATE_IO_PROCESS	0x11
#define SCSIMESS_SIMPLE_QUEUE_TAG	0x20
#define SCSIMESS_HEAD_OF_QUEUE_TAG	0x21
#define SCSIMESS_ORDERED_QUEUE_TAG	0x22
#define SCSIMESS_IGNORE_WIDE_RESIDUE	0x23
#define SCSIMESS_IDENTIFY		0x80
#define SCSIMESS_IDENTIFY_WITH_DISCON	0xc0
#define SCSIMESS_MODIFY_DATA_POINTER	0x00
#define SCSIMESS_SYNCHRONOUS_DATA_REQ	0x01
#define SCSIMESS_WIDE_DATA_REQUEST	0x03
#define SCSIMESS_MODIFY_DATA_LENGTH	5
#define SCSIMESS_SYNCH_DATA_LENGTH	3
#define SCSIMESS_WIDE_DATA_LENGTH	2

/* Status bytes */
#define SCSISTAT_GOOD			0x00
#define SCSISTAT_CHECK_CONDITION	0x02
#define SCSISTAT_CONDITION_MET		0x04
#define SCSISTAT_BUSY			0x08
#define SCSISTAT_INTERMEDIATE		0x10
#define SCSISTAT_INTERMEDIATE_COND_MET	0x14
#define SCSISTAT_RESERVATION_CONFLICT	0x18
#define SCSISTAT_COMMAND_TERMINATED	0x22
#define SCSISTAT_QUEUE_FULL		0x28

/* INQUIRYDATA.DeviceType */
#define DIRECT_ACCESS_DEVICE		0x00
#define SEQUENTIAL_ACCESS_DEVICE	0x01
#define PRINTER_DEVICE			0x02
#define PROCESSOR_DEVICE		0x03
#define WRITE_ONCE_READ_MULTIPLE_DEVICE	0x04
#define READ_ONLY_DIRECT_ACCESS_DEVICE	0x05
#define SCANNER_DEVICE			0x06
#define OPTICAL_DEVICE			0x07
#define MEDIUM_CHANGER			0x08
#define COMMUNICATION_DEVICE		0x09
#define ARRAY_CONTROLLER_DEVICE		0x0c
#define SCSI_ENCLOSURE_DEVICE		0x0d
#define REDUCED_BLOCK_DEVICE		0x0e
#define OPTICAL_CARD_READER_WRITER_DEVICE	0x0f
#define BRIDGE_CONTROLLER_DEVICE	0x10
#define OBJECT_BASED_STORAGE_DEVICE	0x11
#define HOST_MANAGED_ZONED_BLOCK_DEVICE	0x14
#define UNKNOWN_OR_NO_DEVICE		0x1f
#define LOGICAL_UNIT_NOT_PRESENT_DEVICE	0x7f

/* INQUIRYDATA.DeviceTypeQualifier */
#define DEVICE_CONNECTED		0x00
#define DEVICE_QUALIFIER_ACTIVE		0x00
#define DEVICE_QUALIFIER_NOT_ACTIVE	0x01
#define DEVICE_QUALIFIER_NOT_SUPPORTED	0x03

#define INQUIRYDATABUFFERSIZE		36

/* Vital product data pages */
#define VPD_MAX_BUFFER_SIZE		0xff
#define VPD_SUPPORTED_PAGES		0x00
#define VPD_SERIAL_NUMBER		0x80
#define VPD_DEVICE_IDENTIFIERS		0x83
#define VPD_MEDIA_SERIAL_NUMBER		0x84
#define VPD_SOFTWARE_INTERFACE_IDENTIFIERS	0x84
#define VPD_NETWORK_MANAGEMENT_ADDRESSES	0x85
#define VPD_EXTENDED_INQUIRY_DATA	0x86
#define VPD_MODE_PAGE_POLICY		0x87
#define VPD_SCSI_PORTS			0x88
#define VPD_ATA_INFORMATION		0x89
#define VPD_BLOCK_LIMITS		0xb0
#define VPD_BLOCK_DEVICE_CHARACTERISTICS	0xb1
#define VPD_LOGICAL_BLOCK_PROVISIONING	0xb2

/* Mode pages */
#define MODE_PAGE_VENDOR_SPECIFIC	0x00
#define MODE_PAGE_ERROR_RECOVERY	0x01
#define MODE_PAGE_DISCONNECT		0x02
#define MODE_PAGE_FORMAT_DEVICE		0x03
#define MODE_PAGE_MRW			0x03
#define MODE_PAGE_RIGID_GEOMETRY	0x04
#define MODE_PAGE_FLEXIBILE		0x05
#define MODE_PAGE_WRITE_PARAMETERS	0x05
#define MODE_PAGE_VERIFY_ERROR		0x07
#define MODE_PAGE_CACHING		0x08
#define MODE_PAGE_PERIPHERAL		0x09
#define MODE_PAGE_CONTROL		0x0a
#define MODE_PAGE_MEDIUM_TYPES		0x0b
#define MODE_PAGE_NOTCH_PARTITION	0x0c
#define MODE_PAGE_CD_AUDIO_CONTROL	0x0e
#define MODE_PAGE_DATA_COMPRESS		0x0f
#define MODE_PAGE_DEVICE_CONFIG		0x10
#define MODE_PAGE_XOR_CONTROL		0x10
#define MODE_PAGE_MEDIUM_PARTITION	0x11
#define MODE_PAGE_EXTENDED		0x15
#define MODE_PAGE_EXTENDED_DEVICE_SPECIFIC	0x16
#define MODE_PAGE_CDVD_FEATURE_SET	0x18
#define MODE_PAGE_PROTOCOL_SPECIFIC_LUN	0x18
#define MODE_PAGE_PROTOCOL_SPECIFIC_PORT	0x19
#define MODE_PAGE_POWER_CONDITION	0x1a
#define MODE_PAGE_LUN_MAPPING		0x1b
#define MODE_PAGE_FAULT_REPORTING	0x1c
#define MODE_PAGE_CDVD_INACTIVITY	0x1d
#define MODE_PAGE_ELEMENT_ADDRESS	0x1d
#define MODE_PAGE_TRANSPORT_GEOMETRY	0x1e
#define MODE_PAGE_DEVICE_CAPABILITIES	0x1f
#define MODE_PAGE_CAPABILITIES		0x2a
#define MODE_SENSE_RETURN_ALL		0x3f

#define MODE_SENSE_CURRENT_VALUES	0x00
#define MODE_SENSE_CHANGEABLE_VALUES	0x40
#define MODE_SENSE_DEFAULT_VAULES	0x80
#define MODE_SENSE_SAVED_VALUES		0xc0

#define MODE_BLOCK_DESC_LENGTH		8
#define MODE_HEADER_LENGTH		4
#define MODE_HEADER_LENGTH10		8
#define MODE_FD_SINGLE_SIDE		0x01
#define MODE_FD_DOUBLE_SIDE		0x02
#define MODE_FD_MAXIMUM_TYPE		0x1e
#define MODE_DSP_FUA_SUPPORTED		0x10
#define MODE_DSP_WRITE_PROTECT		0x80

/* Sense keys */
#define SCSI_SENSE_NO_SENSE		0x00
#define SCSI_SENSE_RECOVERED_ERROR	0x01
#define SCSI_SENSE_NOT_READY		0x02
#define SCSI_SENSE_MEDIUM_ERROR		0x03
#define SCSI_SENSE_HARDWARE_ERROR	0x04
#define SCSI_SENSE_ILLEGAL_REQUEST	0x05
#define SCSI_SENSE_UNIT_ATTENTION	0x06
#define SCSI_SENSE_DATA_PROTECT		0x07
#define SCSI_SENSE_BLANK_CHECK		0x08
#define SCSI_SENSE_UNIQUE		0x09
#define SCSI_SENSE_COPY_ABORTED		0x0a
#define SCSI_SENSE_ABORTED_COMMAND	0x0b
#define SCSI_SENSE_EQUAL		0x0c
#define SCSI_SENSE_VOL_OVERFLOW		0x0d
#define SCSI_SENSE_MISCOMPARE		0x0e
#define SCSI_SENSE_RESERVED		0x0f

#define SCSI_ILLEGAL_LENGTH		0x20
#define SCSI_EOM			0x40
#define SCSI_FILE_MARK			0x80

#define SENSE_BUFFER_SIZE		18
#define MAX_SENSE_BUFFER_SIZE		255
#define MAX_ADDITIONAL_SENSE_BYTES	(MAX_SENSE_BUFFER_SIZE - SENSE_BUFFER_SIZE)

/* Additional sense codes */
#define SCSI_ADSENSE_NO_SENSE		0x00
#define SCSI_ADSENSE_NO_SEEK_COMPLETE	0x02
#define SCSI_ADSENSE_LUN_NOT_READY	0x04
#define SCSI_ADSENSE_LUN_COMMUNICATION	0x08
#define SCSI_ADSENSE_WRITE_ERROR	0x0c
#define SCSI_ADSENSE_UNRECOVERED_ERROR	0x11
#define SCSI_ADSENSE_TRACK_ERROR	0x14
#define SCSI_ADSENSE_SEEK_ERROR		0x15
#define SCSI_ADSENSE_REC_DATA_NOECC	0x17
#define SCSI_ADSENSE_REC_DATA_ECC	0x18
#define SCSI_ADSENSE_PARAMETER_LIST_LENGTH	0x1a
#define SCSI_ADSENSE_ILLEGAL_COMMAND	0x20
#define SCSI_ADSENSE_ILLEGAL_BLOCK	0x21
#define SCSI_ADSENSE_INVALID_CDB	0x24
#define SCSI_ADSENSE_INVALID_LUN	0x25
#define SCSI_ADSENSE_INVALID_FIELD_PARAMETER_LIST	0x26
#define SCSI_ADSENSE_WRITE_PROTECT	0x27
#define SCSI_ADSENSE_MEDIUM_CHANGED	0x28
#define SCSI_ADSENSE_BUS_RESET		0x29
#define SCSI_ADSENSE_PARAMETERS_CHANGED	0x2a
#define SCSI_ADSENSE_INSUFFICIENT_TIME_FOR_OPERATION	0x2e
#define SCSI_ADSENSE_INVALID_MEDIA	0x30
#define SCSI_ADSENSE_NO_MEDIA_IN_DEVICE	0x3a
#define SCSI_ADSENSE_POSITION_ERROR	0x3b
#define SCSI_ADSENSE_OPERATING_CONDITIONS_CHANGED	0x3f
#define SCSI_ADSENSE_OPERATOR_REQUEST	0x5a
#define SCSI_ADSENSE_FAILURE_PREDICTION_THRESHOLD_EXCEEDED	0x5d
#define SCSI_ADSENSE_ILLEGAL_MODE_FOR_THIS_TRACK	0x64
#define SCSI_ADSENSE_COPY_PROTECTION_FAILURE	0x6f
#define SCSI_ADSENSE_POWER_CALIBRATION_ERROR	0x73
#define SCSI_ADSENSE_VENDOR_UNIQUE	0x80
#define SCSI_ADSENSE_MUSIC_AREA		0xa0
#define SCSI_ADSENSE_DATA_AREA		0xa1
#define SCSI_ADSENSE_VOLUME_OVERFLOW	0xa7
#define SCSI_ADWRITE_PROTECT		SCSI_ADSENSE_WRITE_PROTECT
#define SCSI_FAILURE_PREDICTION_THRESHOLD_EXCEEDED \
	SCSI_ADSENSE_FAILURE_PREDICTION_THRESHOLD_EXCEEDED

/* Qualifiers of LUN_NOT_READY */
#define SCSI_SENSEQ_CAUSE_NOT_REPORTABLE	0x00
#define SCSI_SENSEQ_BECOMING_READY	0x01
#define SCSI_SENSEQ_INIT_COMMAND_REQUIRED	0x02
#define SCSI_SENSEQ_MANUAL_INTERVENTION_REQUIRED	0x03
#define SCSI_SENSEQ_FORMAT_IN_PROGRESS	0x04
#define SCSI_SENSEQ_REBUILD_IN_PROGRESS	0x05
#define SCSI_SENSEQ_RECALCULATION_IN_PROGRESS	0x06
#define SCSI_SENSEQ_OPERATION_IN_PROGRESS	0x07
#define SCSI_SENSEQ_LONG_WRITE_IN_PROGRESS	0x08
/* of LUN_COMMUNICATION */
#define SCSI_SENSEQ_COMM_FAILURE	0x00
#define SCSI_SENSEQ_COMM_TIMEOUT	0x01
#define SCSI_SENSEQ_COMM_PARITY_ERROR	0x02
#define SCSI_SESNEQ_COMM_CRC_ERROR	0x03
#define SCSI_SENSEQ_UNREACHABLE_TARGET	0x04
/* of NO_SENSE */
#define SCSI_SENSEQ_FILEMARK_DETECTED	0x01
#define SCSI_SENSEQ_END_OF_MEDIA_DETECTED	0x02
#define SCSI_SENSEQ_SETMARK_DETECTED	0x03
#define SCSI_SENSEQ_BEGINNING_OF_MEDIA_DETECTED	0x04
/* of ILLEGAL_BLOCK and POSITION_ERROR */
#define SCSI_SENSEQ_ILLEGAL_ELEMENT_ADDR	0x01
#define SCSI_SENSEQ_DESTINATION_FULL	0x0d
#define SCSI_SENSEQ_SOURCE_EMPTY	0x0e
/* of INVALID_MEDIA */
#define SCSI_SENSEQ_INCOMPATIBLE_MEDIA_INSTALLED	0x00
#define SCSI_SENSEQ_UNKNOWN_FORMAT	0x01
#define SCSI_SENSEQ_INCOMPATIBLE_FORMAT	0x02
#define SCSI_SENSEQ_CLEANING_CARTRIDGE_INSTALLED	0x03
/* of OPERATING_CONDITIONS_CHANGED */
#define SCSI_SENSEQ_TARGET_OPERATING_CONDITIONS_CHANGED	0x00
#define SCSI_SENSEQ_MICROCODE_CHANGED	0x01
#define SCSI_SENSEQ_OPERATING_DEFINITION_CHANGED	0x02
#define SCSI_SENSEQ_INQUIRY_DATA_CHANGED	0x03
#define SCSI_SENSEQ_COMPONENT_DEVICE_ATTACHED	0x04
#define SCSI_SENSEQ_DEVICE_IDENTIFIER_CHANGED	0x05
#define SCSI_SENSEQ_REPORTED_LUNS_DATA_CHANGED	0x0e
/* of OPERATOR_REQUEST */
#define SCSI_SENSEQ_STATE_CHANGE_INPUT	0x00
#define SCSI_SENSEQ_MEDIUM_REMOVAL	0x01
#define SCSI_SENSEQ_WRITE_PROTECT_ENABLE	0x02
#define SCSI_SENSEQ_WRITE_PROTECT_DISABLE	0x03

/* Requests that the disk class passes through SRB_IO_CONTROL */
#ifndef FILE_DEVICE_SCSI
#define FILE_DEVICE_SCSI		0x0000001b
#endif
#define IOCTL_SCSI_EXECUTE_IN		((FILE_DEVICE_SCSI << 16) + 0x0011)
#define IOCTL_SCSI_EXECUTE_OUT		((FILE_DEVICE_SCSI << 16) + 0x0012)
#define IOCTL_SCSI_EXECUTE_NONE		((FILE_DEVICE_SCSI << 16) + 0x0013)
#define IOCTL_SCSI_MINIPORT_SMART_VERSION	((FILE_DEVICE_SCSI << 16) + 0x0500)
#define IOCTL_SCSI_MINIPORT_IDENTIFY	((FILE_DEVICE_SCSI << 16) + 0x0501)
#define IOCTL_SCSI_MINIPORT_READ_SMART_ATTRIBS	((FILE_DEVICE_SCSI << 16) + 0x0502)
#define IOCTL_SCSI_MINIPORT_READ_SMART_THRESHOLDS	((FILE_DEVICE_SCSI << 16) + 0x0503)
#define IOCTL_SCSI_MINIPORT_ENABLE_SMART	((FILE_DEVICE_SCSI << 16) + 0x0504)
#define IOCTL_SCSI_MINIPORT_DISABLE_SMART	((FILE_DEVICE_SCSI << 16) + 0x0505)
#define IOCTL_SCSI_MINIPORT_RETURN_STATUS	((FILE_DEVICE_SCSI << 16) + 0x0506)
#define IOCTL_SCSI_MINIPORT_ENABLE_DISABLE_AUTOSAVE	((FILE_DEVICE_SCSI << 16) + 0x0507)
#define IOCTL_SCSI_MINIPORT_SAVE_ATTRIBUTE_VALUES	((FILE_DEVICE_SCSI << 16) + 0x0508)
#define IOCTL_SCSI_MINIPORT_EXECUTE_OFFLINE_DIAGS	((FILE_DEVICE_SCSI << 16) + 0x0509)
#define IOCTL_SCSI_MINIPORT_ENABLE_DISABLE_AUTO_OFFLINE	((FILE_DEVICE_SCSI << 16) + 0x050a)
#define IOCTL_SCSI_MINIPORT_READ_SMART_LOG	((FILE_DEVICE_SCSI << 16) + 0x050b)
#define IOCTL_SCSI_MINIPORT_WRITE_SMART_LOG	((FILE_DEVICE_SCSI << 16) + 0x050c)
#define IOCTL_SCSI_MINIPORT_NOT_QUORUM_CAPABLE	((FILE_DEVICE_SCSI << 16) + 0x0520)
#define IOCTL_SCSI_MINIPORT_NOT_CLUSTER_CAPABLE	((FILE_DEVICE_SCSI << 16) + 0x0521)

/* Every command block that a miniport may take apart. */
typedef union _CDB {
	struct _CDB6GENERIC {
		UCHAR OperationCode;
		UCHAR Immediate : 1;
		UCHAR CommandUniqueBits : 4;
		UCHAR LogicalUnitNumber : 3;
		UCHAR CommandUniqueBytes[3];
		UCHAR Link : 1;
		UCHAR Flag : 1;
		UCHAR Reserved : 4;
		UCHAR VendorUnique : 2;
	} CDB6GENERIC;
	struct _CDB6READWRITE {
		UCHAR OperationCode;
		UCHAR LogicalBlockMsb1 : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR LogicalBlockMsb0;
		UCHAR LogicalBlockLsb;
		UCHAR TransferBlocks;
		UCHAR Control;
	} CDB6READWRITE;
	struct _CDB6INQUIRY {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR PageCode;
		UCHAR IReserved;
		UCHAR AllocationLength;
		UCHAR Control;
	} CDB6INQUIRY;
	struct _CDB6INQUIRY3 {
		UCHAR OperationCode;
		UCHAR EnableVitalProductData : 1;
		UCHAR CommandSupportData : 1;
		UCHAR Reserved1 : 6;
		UCHAR PageCode;
		UCHAR Reserved2;
		UCHAR AllocationLength;
		UCHAR Control;
	} CDB6INQUIRY3;
	struct _CDB6VERIFY {
		UCHAR OperationCode;
		UCHAR Fixed : 1;
		UCHAR ByteCompare : 1;
		UCHAR Immediate : 1;
		UCHAR Reserved : 2;
		UCHAR LogicalUnitNumber : 3;
		UCHAR VerificationLength[3];
		UCHAR Control;
	} CDB6VERIFY;
	struct _CDB6FORMAT {
		UCHAR OperationCode;
		UCHAR FormatControl : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR FReserved1;
		UCHAR InterleaveMsb;
		UCHAR InterleaveLsb;
		UCHAR FReserved2;
	} CDB6FORMAT;
	struct _CDB6READWRITETAPE {
		UCHAR OperationCode;
		UCHAR VendorSpecific : 5;
		UCHAR Reserved : 3;
		UCHAR TransferLenMSB;
		UCHAR TransferLen;
		UCHAR TransferLenLSB;
		UCHAR Link : 1;
		UCHAR Flag : 1;
		UCHAR Reserved1 : 4;
		UCHAR VendorUnique : 2;
	} CDB6READWRITETAPE;
	struct _CDB10 {
		UCHAR OperationCode;
		UCHAR RelativeAddress : 1;
		UCHAR Reserved1 : 2;
		UCHAR ForceUnitAccess : 1;
		UCHAR DisablePageOut : 1;
		UCHAR LogicalUnitNumber : 3;
		UCHAR LogicalBlockByte0;
		UCHAR LogicalBlockByte1;
		UCHAR LogicalBlockByte2;
		UCHAR LogicalBlockByte3;
		UCHAR Reserved2;
		UCHAR TransferBlocksMsb;
		UCHAR TransferBlocksLsb;
		UCHAR Control;
	} CDB10;
	struct _CDB12 {
		UCHAR OperationCode;
		UCHAR RelativeAddress : 1;
		UCHAR Reserved1 : 2;
		UCHAR ForceUnitAccess : 1;
		UCHAR DisablePageOut : 1;
		UCHAR LogicalUnitNumber : 3;
		UCHAR LogicalBlock[4];
		UCHAR TransferLength[4];
		UCHAR Reserved2;
		UCHAR Control;
	} CDB12;
	struct _CDB16 {
		UCHAR OperationCode;
		UCHAR Reserved1 : 3;
		UCHAR ForceUnitAccess : 1;
		UCHAR DisablePageOut : 1;
		UCHAR Protection : 3;
		UCHAR LogicalBlock[8];
		UCHAR TransferLength[4];
		UCHAR Reserved2;
		UCHAR Control;
	} CDB16;
	struct _READ12 {
		UCHAR OperationCode;
		UCHAR RelativeAddress : 1;
		UCHAR Reserved1 : 2;
		UCHAR ForceUnitAccess : 1;
		UCHAR DisablePageOut : 1;
		UCHAR LogicalUnitNumber : 3;
		UCHAR LogicalBlock[4];
		UCHAR TransferLength[4];
		UCHAR Reserved2 : 7;
		UCHAR Streaming : 1;
		UCHAR Control;
	} READ12;
	struct _WRITE12 {
		UCHAR OperationCode;
		UCHAR RelativeAddress : 1;
		UCHAR Reserved1 : 1;
		UCHAR EBP : 1;
		UCHAR ForceUnitAccess : 1;
		UCHAR DisablePageOut : 1;
		UCHAR LogicalUnitNumber : 3;
		UCHAR LogicalBlock[4];
		UCHAR TransferLength[4];
		UCHAR Reserved2 : 7;
		UCHAR Streaming : 1;
		UCHAR Control;
	} WRITE12;
	struct _READ16 {
		UCHAR OperationCode;
		UCHAR Reserved1 : 3;
		UCHAR ForceUnitAccess : 1;
		UCHAR DisablePageOut : 1;
		UCHAR ReadProtect : 3;
		UCHAR LogicalBlock[8];
		UCHAR TransferLength[4];
		UCHAR Reserved2 : 7;
		UCHAR Streaming : 1;
		UCHAR Control;
	} READ16;
	struct _WRITE16 {
		UCHAR OperationCode;
		UCHAR Reserved1 : 3;
		UCHAR ForceUnitAccess : 1;
		UCHAR DisablePageOut : 1;
		UCHAR WriteProtect : 3;
		UCHAR LogicalBlock[8];
		UCHAR TransferLength[4];
		UCHAR Reserved2 : 7;
		UCHAR Streaming : 1;
		UCHAR Control;
	} WRITE16;
	struct _VERIFY16 {
		UCHAR OperationCode;
		UCHAR Reserved1 : 1;
		UCHAR ByteCheck : 1;
		UCHAR BlockVerify : 1;
		UCHAR Reserved2 : 1;
		UCHAR DisablePageOut : 1;
		UCHAR VerifyProtect : 3;
		UCHAR LogicalBlock[8];
		UCHAR VerificationLength[4];
		UCHAR Reserved3 : 7;
		UCHAR Streaming : 1;
		UCHAR Control;
	} VERIFY16;
	struct _SYNCHRONIZE_CACHE10 {
		UCHAR OperationCode;
		UCHAR RelAddr : 1;
		UCHAR Immediate : 1;
		UCHAR Reserved : 3;
		UCHAR Lun : 3;
		UCHAR LogicalBlockAddress[4];
		UCHAR Reserved2;
		UCHAR BlockCount[2];
		UCHAR Control;
	} SYNCHRONIZE_CACHE10;
	struct _SYNCHRONIZE_CACHE16 {
		UCHAR OperationCode;
		UCHAR Reserved1 : 1;
		UCHAR Immediate : 1;
		UCHAR Reserved2 : 6;
		UCHAR LogicalBlock[8];
		UCHAR BlockCount[4];
		UCHAR Reserved3;
		UCHAR Control;
	} SYNCHRONIZE_CACHE16;
	struct _READ_CAPACITY16 {
		UCHAR OperationCode;
		UCHAR ServiceAction : 5;
		UCHAR Reserved1 : 3;
		UCHAR LogicalBlock[8];
		UCHAR BlockCount[4];
		UCHAR PMI : 1;
		UCHAR Reserved2 : 7;
		UCHAR Control;
	} READ_CAPACITY16;
	struct _GET_LBA_STATUS {
		UCHAR OperationCode;
		UCHAR ServiceAction : 5;
		UCHAR Reserved1 : 3;
		UCHAR StartingLBA[8];
		UCHAR AllocationLength[4];
		UCHAR Reserved2;
		UCHAR Control;
	} GET_LBA_STATUS;
	struct _UNMAP {
		UCHAR OperationCode;
		UCHAR Anchor : 1;
		UCHAR Reserved1 : 7;
		UCHAR Reserved2[4];
		UCHAR GroupNumber : 5;
		UCHAR Reserved3 : 3;
		UCHAR AllocationLength[2];
		UCHAR Control;
	} UNMAP;
	struct _SANITIZE {
		UCHAR OperationCode;
		UCHAR ServiceAction : 5;
		UCHAR AUSE : 1;
		UCHAR Reserved1 : 1;
		UCHAR Immediate : 1;
		UCHAR Reserved2[5];
		UCHAR ParameterListLength[2];
		UCHAR Control;
	} SANITIZE;
	struct _TOKEN_OPERATION {
		UCHAR OperationCode;
		UCHAR ServiceAction : 5;
		UCHAR Reserved1 : 3;
		UCHAR Reserved2[4];
		UCHAR ListIdentifier[4];
		UCHAR ParameterListLength[4];
		UCHAR GroupNumber : 5;
		UCHAR Reserved3 : 3;
		UCHAR Control;
	} TOKEN_OPERATION;
	struct _RECEIVE_TOKEN_INFORMATION {
		UCHAR OperationCode;
		UCHAR ServiceAction : 5;
		UCHAR Reserved1 : 3;
		UCHAR ListIdentifier[4];
		UCHAR Reserved2[4];
		UCHAR AllocationLength[4];
		UCHAR Reserved3;
		UCHAR Control;
	} RECEIVE_TOKEN_INFORMATION;
	struct _READ_BUFFER_10 {
		UCHAR OperationCode;
		UCHAR Mode : 5;
		UCHAR ModeSpecific : 3;
		UCHAR BufferId;
		UCHAR BufferOffset[3];
		UCHAR AllocationLength[3];
		UCHAR Control;
	} READ_BUFFER_10;
	struct _READ_BUFFER_16 {
		UCHAR OperationCode;
		UCHAR Mode : 5;
		UCHAR ModeSpecific : 3;
		UCHAR BufferOffset[8];
		UCHAR AllocationLength[4];
		UCHAR BufferId;
		UCHAR Control;
	} READ_BUFFER_16;
	struct _WRITE_BUFFER {
		UCHAR OperationCode;
		UCHAR Mode : 5;
		UCHAR ModeSpecific : 3;
		UCHAR BufferID;
		UCHAR BufferOffset[3];
		UCHAR ParameterListLength[3];
		UCHAR Control;
	} WRITE_BUFFER;
	struct _RECEIVE_DIAGNOSTIC {
		UCHAR OperationCode;
		UCHAR PageCodeValid : 1;
		UCHAR Reserved : 7;
		UCHAR PageCode;
		UCHAR AllocationLength[2];
		UCHAR Control;
	} RECEIVE_DIAGNOSTIC;
	struct _SEND_DIAGNOSTIC {
		UCHAR OperationCode;
		UCHAR UnitOffline : 1;
		UCHAR DeviceOffline : 1;
		UCHAR SelfTest : 1;
		UCHAR Reserved1 : 1;
		UCHAR PageFormat : 1;
		UCHAR SelfTestCode : 3;
		UCHAR Reserved2;
		UCHAR ParameterListLength[2];
		UCHAR Control;
	} SEND_DIAGNOSTIC;
	struct _SECURITY_PROTOCOL_IN {
		UCHAR OperationCode;
		UCHAR SecurityProtocol;
		UCHAR SecurityProtocolSpecific[2];
		UCHAR Reserved1 : 7;
		UCHAR INC_512 : 1;
		UCHAR Reserved2;
		UCHAR AllocationLength[4];
		UCHAR Reserved3;
		UCHAR Control;
	} SECURITY_PROTOCOL_IN;
	struct _SECURITY_PROTOCOL_OUT {
		UCHAR OperationCode;
		UCHAR SecurityProtocol;
		UCHAR SecurityProtocolSpecific[2];
		UCHAR Reserved1 : 7;
		UCHAR INC_512 : 1;
		UCHAR Reserved2;
		UCHAR AllocationLength[4];
		UCHAR Reserved3;
		UCHAR Control;
	} SECURITY_PROTOCOL_OUT;
	struct _ATA_PASSTHROUGH12 {
		UCHAR OperationCode;
		UCHAR Reserved1 : 1;
		UCHAR Protocol : 4;
		UCHAR MultipleCount : 3;
		UCHAR TLength : 2;
		UCHAR ByteBlock : 1;
		UCHAR TDir : 1;
		UCHAR Reserved2 : 1;
		UCHAR CkCond : 1;
		UCHAR Offline : 2;
		UCHAR Features;
		UCHAR SectorCount;
		UCHAR LbaLow;
		UCHAR LbaMid;
		UCHAR LbaHigh;
		UCHAR Device;
		UCHAR Command;
		UCHAR Reserved3;
		UCHAR Control;
	} ATA_PASSTHROUGH12;
	struct _ATA_PASSTHROUGH16 {
		UCHAR OperationCode;
		UCHAR Extend : 1;
		UCHAR Protocol : 4;
		UCHAR MultipleCount : 3;
		UCHAR TLength : 2;
		UCHAR ByteBlock : 1;
		UCHAR TDir : 1;
		UCHAR Reserved1 : 1;
		UCHAR CkCond : 1;
		UCHAR Offline : 2;
		UCHAR Features15_8;
		UCHAR Features7_0;
		UCHAR SectorCount15_8;
		UCHAR SectorCount7_0;
		UCHAR LbaLow15_8;
		UCHAR LbaLow7_0;
		UCHAR LbaMid15_8;
		UCHAR LbaMid7_0;
		UCHAR LbaHigh15_8;
		UCHAR LbaHigh7_0;
		UCHAR Device;
		UCHAR Command;
		UCHAR Control;
	} ATA_PASSTHROUGH16;
	struct _MODE_SENSE {
		UCHAR OperationCode;
		UCHAR Reserved1 : 3;
		UCHAR Dbd : 1;
		UCHAR Reserved2 : 1;
		UCHAR LogicalUnitNumber : 3;
		UCHAR PageCode : 6;
		UCHAR Pc : 2;
		UCHAR Reserved3;
		UCHAR AllocationLength;
		UCHAR Control;
	} MODE_SENSE;
	struct _MODE_SENSE10 {
		UCHAR OperationCode;
		UCHAR Reserved1 : 3;
		UCHAR Dbd : 1;
		UCHAR Reserved2 : 1;
		UCHAR LogicalUnitNumber : 3;
		UCHAR PageCode : 6;
		UCHAR Pc : 2;
		UCHAR Reserved3[4];
		UCHAR AllocationLength[2];
		UCHAR Control;
	} MODE_SENSE10;
	struct _MODE_SELECT {
		UCHAR OperationCode;
		UCHAR SPBit : 1;
		UCHAR Reserved1 : 3;
		UCHAR PFBit : 1;
		UCHAR LogicalUnitNumber : 3;
		UCHAR Reserved2[2];
		UCHAR ParameterListLength;
		UCHAR Control;
	} MODE_SELECT;
	struct _MODE_SELECT10 {
		UCHAR OperationCode;
		UCHAR SPBit : 1;
		UCHAR Reserved1 : 3;
		UCHAR PFBit : 1;
		UCHAR LogicalUnitNumber : 3;
		UCHAR Reserved2[5];
		UCHAR ParameterListLength[2];
		UCHAR Control;
	} MODE_SELECT10;
	struct _LOGSENSE {
		UCHAR OperationCode;
		UCHAR SPBit : 1;
		UCHAR PPCBit : 1;
		UCHAR Reserved1 : 3;
		UCHAR LogicalUnitNumber : 3;
		UCHAR PageCode : 6;
		UCHAR PCBit : 2;
		UCHAR SubPageCode;
		UCHAR Reserved3;
		UCHAR ParameterPointer[2];
		UCHAR AllocationLength[2];
		UCHAR Control;
	} LOGSENSE;
	struct _LOGSELECT {
		UCHAR OperationCode;
		UCHAR SPBit : 1;
		UCHAR PCRBit : 1;
		UCHAR Reserved1 : 3;
		UCHAR LogicalUnitNumber : 3;
		UCHAR Reserved : 6;
		UCHAR PCBit : 2;
		UCHAR Reserved2[4];
		UCHAR ParameterListLength[2];
		UCHAR Control;
	} LOGSELECT;
	struct _START_STOP {
		UCHAR OperationCode;
		UCHAR Immediate : 1;
		UCHAR Reserved1 : 4;
		UCHAR LogicalUnitNumber : 3;
		UCHAR Reserved2[2];
		UCHAR Start : 1;
		UCHAR LoadEject : 1;
		UCHAR Reserved3 : 6;
		UCHAR Control;
	} START_STOP;
	struct _MEDIA_REMOVAL {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR Reserved2[2];
		UCHAR Prevent : 1;
		UCHAR Persistant : 1;
		UCHAR Reserved3 : 6;
		UCHAR Control;
	} MEDIA_REMOVAL;
	struct _SEEK {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR LogicalBlockAddress[4];
		UCHAR Reserved2[3];
		UCHAR Control;
	} SEEK;
	struct _SEEK_BLOCK {
		UCHAR OperationCode;
		UCHAR Immediate : 1;
		UCHAR Reserved1 : 7;
		UCHAR BlockAddress[3];
		UCHAR Link : 1;
		UCHAR Flag : 1;
		UCHAR Reserved2 : 4;
		UCHAR VendorUnique : 2;
	} SEEK_BLOCK;
	struct _ERASE {
		UCHAR OperationCode;
		UCHAR Long : 1;
		UCHAR Immediate : 1;
		UCHAR Reserved1 : 3;
		UCHAR LogicalUnitNumber : 3;
		UCHAR Reserved2[3];
		UCHAR Control;
	} ERASE;
	struct _LOCATE {
		UCHAR OperationCode;
		UCHAR Immediate : 1;
		UCHAR CPBit : 1;
		UCHAR BTBit : 1;
		UCHAR Reserved1 : 2;
		UCHAR LogicalUnitNumber : 3;
		UCHAR Reserved3;
		UCHAR LogicalBlockAddress[4];
		UCHAR Reserved4;
		UCHAR Partition;
		UCHAR Control;
	} LOCATE;
	struct _PRINT {
		UCHAR OperationCode;
		UCHAR Reserved : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR TransferLength[3];
		UCHAR Control;
	} PRINT;
	struct _REQUEST_BLOCK_ADDRESS {
		UCHAR OperationCode;
		UCHAR Reserved1[3];
		UCHAR AllocationLength;
		UCHAR Link : 1;
		UCHAR Flag : 1;
		UCHAR Reserved2 : 4;
		UCHAR VendorUnique : 2;
	} REQUEST_BLOCK_ADDRESS;
	struct _PARTITION {
		UCHAR OperationCode;
		UCHAR Immediate : 1;
		UCHAR Sel : 1;
		UCHAR PartitionSelect : 6;
		UCHAR Reserved1[3];
		UCHAR Control;
	} PARTITION;
	struct _WRITE_TAPE_MARKS {
		UCHAR OperationCode;
		UCHAR Immediate : 1;
		UCHAR WriteSetMarks : 1;
		UCHAR Reserved : 3;
		UCHAR LogicalUnitNumber : 3;
		UCHAR TransferLength[3];
		UCHAR Control;
	} WRITE_TAPE_MARKS;
	struct _READ_POSITION {
		UCHAR Operation;
		UCHAR BlockType : 1;
		UCHAR Reserved1 : 4;
		UCHAR Lun : 3;
		UCHAR Reserved2[7];
		UCHAR Control;
	} READ_POSITION;
	struct _INIT_ELEMENT_STATUS {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR LogicalUnitNubmer : 3;
		UCHAR Reserved2[3];
		UCHAR Reserved3 : 7;
		UCHAR NoBarCode : 1;
	} INIT_ELEMENT_STATUS;
	struct _INITIALIZE_ELEMENT_RANGE {
		UCHAR OperationCode;
		UCHAR Range : 1;
		UCHAR Reserved1 : 4;
		UCHAR LogicalUnitNubmer : 3;
		UCHAR FirstElementAddress[2];
		UCHAR Reserved2[2];
		UCHAR NumberOfElements[2];
		UCHAR Reserved3;
		UCHAR Reserved4 : 7;
		UCHAR NoBarCode : 1;
	} INITIALIZE_ELEMENT_RANGE;
	struct _POSITION_TO_ELEMENT {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR TransportElementAddress[2];
		UCHAR DestinationElementAddress[2];
		UCHAR Reserved2[2];
		UCHAR Flip : 1;
		UCHAR Reserved3 : 7;
		UCHAR Control;
	} POSITION_TO_ELEMENT;
	struct _MOVE_MEDIUM {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR TransportElementAddress[2];
		UCHAR SourceElementAddress[2];
		UCHAR DestinationElementAddress[2];
		UCHAR Reserved2[2];
		UCHAR Flip : 1;
		UCHAR Reserved3 : 7;
		UCHAR Control;
	} MOVE_MEDIUM;
	struct _EXCHANGE_MEDIUM {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR TransportElementAddress[2];
		UCHAR SourceElementAddress[2];
		UCHAR Destination1ElementAddress[2];
		UCHAR Destination2ElementAddress[2];
		UCHAR Flip1 : 1;
		UCHAR Flip2 : 1;
		UCHAR Reserved3 : 6;
		UCHAR Control;
	} EXCHANGE_MEDIUM;
	struct _READ_ELEMENT_STATUS {
		UCHAR OperationCode;
		UCHAR ElementType : 4;
		UCHAR VolTag : 1;
		UCHAR LogicalUnitNumber : 3;
		UCHAR StartingElementAddress[2];
		UCHAR NumberOfElements[2];
		UCHAR Reserved1;
		UCHAR AllocationLength[3];
		UCHAR Reserved2;
		UCHAR Control;
	} READ_ELEMENT_STATUS;
	struct _SEND_VOLUME_TAG {
		UCHAR OperationCode;
		UCHAR ElementType : 4;
		UCHAR Reserved1 : 1;
		UCHAR LogicalUnitNumber : 3;
		UCHAR StartingElementAddress[2];
		UCHAR Reserved2;
		UCHAR ActionCode : 5;
		UCHAR Reserved3 : 3;
		UCHAR Reserved4[2];
		UCHAR ParameterListLength[2];
		UCHAR Reserved5;
		UCHAR Control;
	} SEND_VOLUME_TAG;
	struct _REQUEST_VOLUME_ELEMENT_ADDRESS {
		UCHAR OperationCode;
		UCHAR ElementType : 4;
		UCHAR VolTag : 1;
		UCHAR LogicalUnitNumber : 3;
		UCHAR StartingElementAddress[2];
		UCHAR NumberElements[2];
		UCHAR Reserved1;
		UCHAR AllocationLength[3];
		UCHAR Reserved2;
		UCHAR Control;
	} REQUEST_VOLUME_ELEMENT_ADDRESS;
	struct _LOAD_UNLOAD {
		UCHAR OperationCode;
		UCHAR Immediate : 1;
		UCHAR Reserved1 : 4;
		UCHAR Lun : 3;
		UCHAR Reserved2[2];
		UCHAR Start : 1;
		UCHAR LoadEject : 1;
		UCHAR Reserved3 : 6;
		UCHAR Reserved4[3];
		UCHAR Slot;
		UCHAR Reserved5[3];
	} LOAD_UNLOAD;
	struct _MECH_STATUS {
		UCHAR OperationCode;
		UCHAR Reserved : 5;
		UCHAR Lun : 3;
		UCHAR Reserved1[6];
		UCHAR AllocationLength[2];
		UCHAR Reserved2[1];
		UCHAR Control;
	} MECH_STATUS;
	struct _PAUSE_RESUME {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR Reserved2[6];
		UCHAR Action;
		UCHAR Control;
	} PAUSE_RESUME;
	struct _READ_TOC {
		UCHAR OperationCode;
		UCHAR Reserved0 : 1;
		UCHAR Msf : 1;
		UCHAR Reserved1 : 3;
		UCHAR LogicalUnitNumber : 3;
		UCHAR Format2 : 4;
		UCHAR Reserved2 : 4;
		UCHAR Reserved3[3];
		UCHAR StartingTrack;
		UCHAR AllocationLength[2];
		UCHAR Control : 6;
		UCHAR Format : 2;
	} READ_TOC;
	struct _READ_HEADER {
		UCHAR OperationCode;
		UCHAR Reserved1 : 1;
		UCHAR Msf : 1;
		UCHAR Reserved2 : 3;
		UCHAR Lun : 3;
		UCHAR LogicalBlockAddress[4];
		UCHAR Reserved3;
		UCHAR AllocationLength[2];
		UCHAR Control;
	} READ_HEADER;
	struct _READ_DISK_INFORMATION {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR Lun : 3;
		UCHAR Reserved2[5];
		UCHAR AllocationLength[2];
		UCHAR Control;
	} READ_DISK_INFORMATION;
	struct _READ_TRACK_INFORMATION {
		UCHAR OperationCode;
		UCHAR Track : 2;
		UCHAR Reserved4 : 3;
		UCHAR Lun : 3;
		UCHAR BlockAddress[4];
		UCHAR Reserved3;
		UCHAR AllocationLength[2];
		UCHAR Control;
	} READ_TRACK_INFORMATION;
	struct _RESERVE_TRACK_RZONE {
		UCHAR OperationCode;
		UCHAR Reserved1[4];
		UCHAR ReservationSize[4];
		UCHAR Control;
	} RESERVE_TRACK_RZONE;
	struct _SEND_OPC_INFORMATION {
		UCHAR OperationCode;
		UCHAR DoOpc : 1;
		UCHAR Reserved1 : 7;
		UCHAR Exclude0 : 1;
		UCHAR Exclude1 : 1;
		UCHAR Reserved2 : 6;
		UCHAR Reserved3[4];
		UCHAR ParameterListLength[2];
		UCHAR Reserved4;
	} SEND_OPC_INFORMATION;
	struct _REPAIR_TRACK {
		UCHAR OperationCode;
		UCHAR Immediate : 1;
		UCHAR Reserved1 : 7;
		UCHAR Reserved2[2];
		UCHAR TrackNumber[2];
		UCHAR Reserved3[3];
		UCHAR Control;
	} REPAIR_TRACK;
	struct _SET_CD_SPEED {
		UCHAR OperationCode;
		UCHAR RotationControl : 2;
		UCHAR Reserved3 : 6;
		UCHAR ReadSpeed[2];
		UCHAR WriteSpeed[2];
		UCHAR Reserved2[5];
		UCHAR Control;
	} SET_CD_SPEED;
	struct _CLOSE_TRACK {
		UCHAR OperationCode;
		UCHAR Immediate : 1;
		UCHAR Reserved1 : 7;
		UCHAR Track : 1;
		UCHAR Session : 1;
		UCHAR Reserved2 : 6;
		UCHAR Reserved3;
		UCHAR TrackNumber[2];
		UCHAR Reserved4[3];
		UCHAR Control;
	} CLOSE_TRACK;
	struct _READ_BUFFER_CAPACITY {
		UCHAR OperationCode;
		UCHAR BlockInfo : 1;
		UCHAR Reserved1 : 7;
		UCHAR Reserved2[5];
		UCHAR AllocationLength[2];
		UCHAR Control;
	} READ_BUFFER_CAPACITY;
	struct _SEND_CUE_SHEET {
		UCHAR OperationCode;
		UCHAR Reserved[5];
		UCHAR CueSheetSize[3];
		UCHAR Control;
	} SEND_CUE_SHEET;
	struct _BLANK_MEDIA {
		UCHAR OperationCode;
		UCHAR BlankType : 3;
		UCHAR Reserved1 : 1;
		UCHAR Immediate : 1;
		UCHAR Reserved2 : 3;
		UCHAR AddressOrTrack[4];
		UCHAR Reserved3[5];
		UCHAR Control;
	} BLANK_MEDIA;
	struct _PLAY_AUDIO {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR StartingBlockAddress[4];
		UCHAR Reserved2;
		UCHAR PlayLength[2];
		UCHAR Control;
	} PLAY_AUDIO;
	struct _PLAY_AUDIO_MSF {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR LogicalUnitNumber : 3;
		UCHAR Reserved2;
		UCHAR StartingM;
		UCHAR StartingS;
		UCHAR StartingF;
		UCHAR EndingM;
		UCHAR EndingS;
		UCHAR EndingF;
		UCHAR Control;
	} PLAY_AUDIO_MSF;
	struct _SCAN_CD {
		UCHAR OperationCode;
		UCHAR RelativeAddress : 1;
		UCHAR Reserved1 : 3;
		UCHAR Direct : 1;
		UCHAR Lun : 3;
		UCHAR StartingAddress[4];
		UCHAR Reserved2[3];
		UCHAR Reserved3 : 6;
		UCHAR Type : 2;
		UCHAR Reserved4;
		UCHAR Control;
	} SCAN_CD;
	struct _STOP_PLAY_SCAN {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR Lun : 3;
		UCHAR Reserved2[7];
		UCHAR Control;
	} STOP_PLAY_SCAN;
	struct _SUBCHANNEL {
		UCHAR OperationCode;
		UCHAR Reserved0 : 1;
		UCHAR Msf : 1;
		UCHAR Reserved1 : 3;
		UCHAR LogicalUnitNumber : 3;
		UCHAR Reserved2 : 6;
		UCHAR SubQ : 1;
		UCHAR Reserved3 : 1;
		UCHAR Format;
		UCHAR Reserved4[2];
		UCHAR TrackNumber;
		UCHAR AllocationLength[2];
		UCHAR Control;
	} SUBCHANNEL;
	struct _READ_CD {
		UCHAR OperationCode;
		UCHAR RelativeAddress : 1;
		UCHAR Reserved0 : 1;
		UCHAR ExpectedSectorType : 3;
		UCHAR Lun : 3;
		UCHAR StartingLBA[4];
		UCHAR TransferBlocks[3];
		UCHAR Reserved2 : 1;
		UCHAR ErrorFlags : 2;
		UCHAR IncludeEDC : 1;
		UCHAR IncludeUserData : 1;
		UCHAR HeaderCode : 2;
		UCHAR IncludeSyncData : 1;
		UCHAR SubChannelSelection : 3;
		UCHAR Reserved3 : 5;
		UCHAR Control;
	} READ_CD;
	struct _READ_CD_MSF {
		UCHAR OperationCode;
		UCHAR RelativeAddress : 1;
		UCHAR Reserved1 : 1;
		UCHAR ExpectedSectorType : 3;
		UCHAR Lun : 3;
		UCHAR Reserved2;
		UCHAR StartingM;
		UCHAR StartingS;
		UCHAR StartingF;
		UCHAR EndingM;
		UCHAR EndingS;
		UCHAR EndingF;
		UCHAR Reserved3;
		UCHAR Reserved4 : 1;
		UCHAR ErrorFlags : 2;
		UCHAR IncludeEDC : 1;
		UCHAR IncludeUserData : 1;
		UCHAR HeaderCode : 2;
		UCHAR IncludeSyncData : 1;
		UCHAR SubChannelSelection : 3;
		UCHAR Reserved5 : 5;
		UCHAR Control;
	} READ_CD_MSF;
	struct _GET_EVENT_STATUS_NOTIFICATION {
		UCHAR OperationCode;
		UCHAR Immediate : 1;
		UCHAR Reserved : 4;
		UCHAR Lun : 3;
		UCHAR Reserved2[2];
		UCHAR NotificationClassRequest;
		UCHAR Reserved3[2];
		UCHAR EventListLength[2];
		UCHAR Control;
	} GET_EVENT_STATUS_NOTIFICATION;
	struct _GET_PERFORMANCE {
		UCHAR OperationCode;
		UCHAR Except : 2;
		UCHAR Write : 1;
		UCHAR Tolerance : 2;
		UCHAR Reserved0 : 3;
		UCHAR StartingLBA[4];
		UCHAR Reserved1[2];
		UCHAR MaximumNumberOfDescriptors[2];
		UCHAR Type;
		UCHAR Control;
	} GET_PERFORMANCE;
	struct _GET_CONFIGURATION {
		UCHAR OperationCode;
		UCHAR RequestType : 2;
		UCHAR Reserved1 : 6;
		UCHAR StartingFeature[2];
		UCHAR Reserved2[3];
		UCHAR AllocationLength[2];
		UCHAR Control;
	} GET_CONFIGURATION;
	struct _READ_DVD_STRUCTURE {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR Lun : 3;
		UCHAR RMDBlockNumber[4];
		UCHAR LayerNumber;
		UCHAR Format;
		UCHAR AllocationLength[2];
		UCHAR Reserved3 : 6;
		UCHAR AGID : 2;
		UCHAR Control;
	} READ_DVD_STRUCTURE;
	struct _SEND_DVD_STRUCTURE {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR Lun : 3;
		UCHAR Reserved2[5];
		UCHAR Format;
		UCHAR ParameterListLength[2];
		UCHAR Reserved3;
		UCHAR Control;
	} SEND_DVD_STRUCTURE;
	struct _SET_STREAMING {
		UCHAR OperationCode;
		UCHAR Reserved[8];
		UCHAR ParameterListLength[2];
		UCHAR Control;
	} SET_STREAMING;
	struct _SEND_KEY {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR Lun : 3;
		UCHAR Reserved2[6];
		UCHAR ParameterListLength[2];
		UCHAR KeyFormat : 6;
		UCHAR AGID : 2;
		UCHAR Control;
	} SEND_KEY;
	struct _REPORT_KEY {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR Lun : 3;
		UCHAR LogicalBlockAddress[4];
		UCHAR Reserved2[2];
		UCHAR AllocationLength[2];
		UCHAR KeyFormat : 6;
		UCHAR AGID : 2;
		UCHAR Control;
	} REPORT_KEY;
	struct _SET_READ_AHEAD {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR Lun : 3;
		UCHAR TriggerLBA[4];
		UCHAR ReadAheadLBA[4];
		UCHAR Reserved2;
		UCHAR Control;
	} SET_READ_AHEAD;
	struct _READ_FORMATTED_CAPACITIES {
		UCHAR OperationCode;
		UCHAR Reserved1 : 5;
		UCHAR Lun : 3;
		UCHAR Reserved2[5];
		UCHAR AllocationLength[2];
		UCHAR Control;
	} READ_FORMATTED_CAPACITIES;
	struct _REPORT_LUNS {
		UCHAR OperationCode;
		UCHAR Reserved1[5];
		UCHAR AllocationLength[4];
		UCHAR Reserved2[1];
		UCHAR Control;
	} REPORT_LUNS;
	struct _PERSISTENT_RESERVE_IN {
		UCHAR OperationCode;
		UCHAR ServiceAction : 5;
		UCHAR Reserved1 : 3;
		UCHAR Reserved2[5];
		UCHAR AllocationLength[2];
		UCHAR Control;
	} PERSISTENT_RESERVE_IN;
	struct _PERSISTENT_RESERVE_OUT {
		UCHAR OperationCode;
		UCHAR ServiceAction : 5;
		UCHAR Reserved1 : 3;
		UCHAR Type : 4;
		UCHAR Scope : 4;
		UCHAR Reserved2[4];
		UCHAR ParameterListLength[2];
		UCHAR Control;
	} PERSISTENT_RESERVE_OUT;
	struct _REPORT_TIMESTAMP {
		UCHAR OperationCode;
		UCHAR ServiceAction : 5;
		UCHAR Reserved1 : 3;
		UCHAR Reserved2[4];
		UCHAR AllocationLength[4];
		UCHAR Reserved3;
		UCHAR Control;
	} REPORT_TIMESTAMP;
	struct _SET_TIMESTAMP {
		UCHAR OperationCode;
		UCHAR ServiceAction : 5;
		UCHAR Reserved1 : 3;
		UCHAR Reserved2[4];
		UCHAR ParameterListLength[4];
		UCHAR Reserved3;
		UCHAR Control;
	} SET_TIMESTAMP;
	struct _SPACE_TAPE_MARKS {
		UCHAR OperationCode;
		UCHAR Code : 3;
		UCHAR Reserved : 2;
		UCHAR LogicalUnitNumber : 3;
		UCHAR NumMarksMSB;
		UCHAR NumMarks;
		UCHAR NumMarksLSB;
		union {
			UCHAR value;
			struct {
				UCHAR Link : 1;
				UCHAR Flag : 1;
				UCHAR Reserved : 4;
				UCHAR VendorUnique : 2;
			} Fields;
		} Byte6;
	} SPACE_TAPE_MARKS;
	struct _PLAY_CD {
		UCHAR OperationCode;
		UCHAR Reserved1 : 1;
		UCHAR CMSF : 1;
		UCHAR ExpectedSectorType : 3;
		UCHAR Lun : 3;
		union {
			struct {
				UCHAR StartingBlockAddress[4];
				UCHAR PlayLength[4];
			} LBA;
			struct {
				UCHAR Reserved1;
				UCHAR StartingM;
				UCHAR StartingS;
				UCHAR StartingF;
				UCHAR EndingM;
				UCHAR EndingS;
				UCHAR EndingF;
				UCHAR Reserved2;
			} MSF;
		};
		UCHAR Audio : 1;
		UCHAR Composite : 1;
		UCHAR Port1 : 1;
		UCHAR Port2 : 1;
		UCHAR Reserved2 : 3;
		UCHAR Speed : 1;
		UCHAR Control;
	} PLAY_CD;
	ULONG AsUlong[4];
	UCHAR AsByte[16];
} CDB, *PCDB;

typedef struct _INQUIRYDATA {
	UCHAR DeviceType : 5;
	UCHAR DeviceTypeQualifier : 3;
	UCHAR DeviceTypeModifier : 7;
	UCHAR RemovableMedia : 1;
	union {
		UCHAR Versions;
		struct {
			UCHAR ANSIVersion : 3;
			UCHAR ECMAVersion : 3;
			UCHAR ISOVersion : 2;
		};
	};
	UCHAR ResponseDataFormat : 4;
	UCHAR HiSupport : 1;
	UCHAR NormACA : 1;
	UCHAR TerminateTask : 1;
	UCHAR AERC : 1;
	UCHAR AdditionalLength;
	UCHAR Reserved;
	UCHAR Addr16 : 1;
	UCHAR Addr32 : 1;
	UCHAR AckReqQ : 1;
	UCHAR MediumChanger : 1;
	UCHAR MultiPort : 1;
	UCHAR ReservedBit2 : 1;
	UCHAR EnclosureServices : 1;
	UCHAR ReservedBit3 : 1;
	UCHAR SoftReset : 1;
	UCHAR CommandQueue : 1;
	UCHAR TransferDisable : 1;
	UCHAR LinkedCommands : 1;
	UCHAR Synchronous : 1;
	UCHAR Wide16Bit : 1;
	UCHAR Wide32Bit : 1;
	UCHAR RelativeAddressing : 1;
	UCHAR VendorId[8];
	UCHAR ProductId[16];
	UCHAR ProductRevisionLevel[4];
	UCHAR VendorSpecific[20];
	UCHAR Reserved3[40];
} INQUIRYDATA, *PINQUIRYDATA;

typedef struct _SENSE_DATA {
	UCHAR ErrorCode : 7;
	UCHAR Valid : 1;
	UCHAR SegmentNumber;
	UCHAR SenseKey : 4;
	UCHAR Reserved : 1;
	UCHAR IncorrectLength : 1;
	UCHAR EndOfMedia : 1;
	UCHAR FileMark : 1;
	UCHAR Information[4];
	UCHAR AdditionalSenseLength;
	UCHAR CommandSpecificInformation[4];
	UCHAR AdditionalSenseCode;
	UCHAR AdditionalSenseCodeQualifier;
	UCHAR FieldReplaceableUnitCode;
	UCHAR SenseKeySpecific[3];
} SENSE_DATA, *PSENSE_DATA;

typedef struct _SCSI_EXTENDED_MESSAGE {
	UCHAR InitialMessageCode;
	UCHAR MessageLength;
	UCHAR MessageType;
	union _EXTENDED_ARGUMENTS {
		struct {
			UCHAR Modifier[4];
		} Modify;
		struct {
			UCHAR TransferPeriod;
			UCHAR ReqAckOffset;
		} Synchronous;
		struct {
			UCHAR Width;
		} Wide;
	} ExtendedArguments;
} SCSI_EXTENDED_MESSAGE, *PSCSI_EXTENDED_MESSAGE;

/* Both big-endian, as the bus carries them. */
typedef struct _READ_CAPACITY_DATA {
	ULONG LogicalBlockAddress;
	ULONG BytesPerBlock;
} READ_CAPACITY_DATA, *PREAD_CAPACITY_DATA;

typedef struct _READ_CAPACITY_DATA_EX {
	LARGE_INTEGER LogicalBlockAddress;
	ULONG BytesPerBlock;
} READ_CAPACITY_DATA_EX, *PREAD_CAPACITY_DATA_EX;

typedef struct _LUN_LIST {
	UCHAR LunListLength[4];
	UCHAR Reserved[4];
	UCHAR Lun[][8];
} LUN_LIST, *PLUN_LIST;

typedef struct _READ_BLOCK_LIMITS {
	UCHAR Reserved;
	UCHAR BlockMaximumSize[3];
	UCHAR BlockMinimumSize[2];
} READ_BLOCK_LIMITS_DATA, *PREAD_BLOCK_LIMITS_DATA;

typedef struct _READ_BUFFER_CAPACITY_DATA {
	UCHAR DataLength[2];
	UCHAR Reserved1;
	UCHAR BlockDataReturned : 1;
	UCHAR Reserved4 : 7;
	UCHAR TotalBufferSize[4];
	UCHAR AvailableBufferSize[4];
} READ_BUFFER_CAPACITY_DATA, *PREAD_BUFFER_CAPACITY_DATA;

typedef struct _VPD_SUPPORTED_PAGES_PAGE {
	UCHAR DeviceType : 5;
	UCHAR DeviceTypeQualifier : 3;
	UCHAR PageCode;
	UCHAR Reserved;
	UCHAR PageLength;
	UCHAR SupportedPageList[];
} VPD_SUPPORTED_PAGES_PAGE, *PVPD_SUPPORTED_PAGES_PAGE;

typedef struct _VPD_SERIAL_NUMBER_PAGE {
	UCHAR DeviceType : 5;
	UCHAR DeviceTypeQualifier : 3;
	UCHAR PageCode;
	UCHAR Reserved;
	UCHAR PageLength;
	UCHAR SerialNumber[];
} VPD_SERIAL_NUMBER_PAGE, *PVPD_SERIAL_NUMBER_PAGE;

typedef struct _VPD_MEDIA_SERIAL_NUMBER_PAGE {
	UCHAR DeviceType : 5;
	UCHAR DeviceTypeQualifier : 3;
	UCHAR PageCode;
	UCHAR Reserved;
	UCHAR PageLength;
	UCHAR SerialNumber[];
} VPD_MEDIA_SERIAL_NUMBER_PAGE, *PVPD_MEDIA_SERIAL_NUMBER_PAGE;

typedef struct _VPD_IDENTIFICATION_PAGE {
	UCHAR DeviceType : 5;
	UCHAR DeviceTypeQualifier : 3;
	UCHAR PageCode;
	UCHAR Reserved;
	UCHAR PageLength;
	UCHAR Descriptors[];
} VPD_IDENTIFICATION_PAGE, *PVPD_IDENTIFICATION_PAGE;

typedef struct _VPD_IDENTIFICATION_DESCRIPTOR {
	UCHAR CodeSet : 4;
	UCHAR Reserved : 4;
	UCHAR IdentifierType : 4;
	UCHAR Association : 2;
	UCHAR Reserved2 : 2;
	UCHAR Reserved3;
	UCHAR IdentifierLength;
	UCHAR Identifier[];
} VPD_IDENTIFICATION_DESCRIPTOR, *PVPD_IDENTIFICATION_DESCRIPTOR;

typedef enum _VPD_CODE_SET {
	VpdCodeSetReserved = 0,
	VpdCodeSetBinary = 1,
	VpdCodeSetAscii = 2,
	VpdCodeSetUTF8 = 3
} VPD_CODE_SET, *PVPD_CODE_SET;

typedef enum _VPD_ASSOCIATION {
	VpdAssocDevice = 0,
	VpdAssocPort = 1,
	VpdAssocTarget = 2,
	VpdAssocReserved1 = 3,
	VpdAssocReserved2 = 4
} VPD_ASSOCIATION, *PVPD_ASSOCIATION;

typedef enum _VPD_IDENTIFIER_TYPE {
	VpdIdentifierTypeVendorSpecific = 0,
	VpdIdentifierTypeVendorId = 1,
	VpdIdentifierTypeEUI64 = 2,
	VpdIdentifierTypeFCPHName = 3,
	VpdIdentifierTypePortRelative = 4,
	VpdIdentifierTypeTargetPortGroup = 5,
	VpdIdentifierTypeLogicalUnitGroup = 6,
	VpdIdentifierTypeMD5LogicalUnitId = 7,
	VpdIdentifierTypeSCSINameString = 8
} VPD_IDENTIFIER_TYPE, *PVPD_IDENTIFIER_TYPE;

typedef struct _MODE_PARAMETER_HEADER {
	UCHAR ModeDataLength;
	UCHAR MediumType;
	UCHAR DeviceSpecificParameter;
	UCHAR BlockDescriptorLength;
} MODE_PARAMETER_HEADER, *PMODE_PARAMETER_HEADER;

typedef struct _MODE_PARAMETER_HEADER10 {
	UCHAR ModeDataLength[2];
	UCHAR MediumType;
	UCHAR DeviceSpecificParameter;
	UCHAR Reserved[2];
	UCHAR BlockDescriptorLength[2];
} MODE_PARAMETER_HEADER10, *PMODE_PARAMETER_HEADER10;

typedef struct _MODE_PARAMETER_BLOCK {
	UCHAR DensityCode;
	UCHAR NumberOfBlocks[3];
	UCHAR Reserved;
	UCHAR BlockLength[3];
} MODE_PARAMETER_BLOCK, *PMODE_PARAMETER_BLOCK;

typedef struct _MODE_PARM_READ_WRITE {
	MODE_PARAMETER_HEADER ParameterListHeader;
	MODE_PARAMETER_BLOCK ParameterListBlock;
} MODE_PARM_READ_WRITE_DATA, *PMODE_PARM_READ_WRITE_DATA;

typedef struct _MODE_DISCONNECT_PAGE {
	UCHAR PageCode : 6;
	UCHAR Reserved : 1;
	UCHAR PageSavable : 1;
	UCHAR PageLength;
	UCHAR BufferFullRatio;
	UCHAR BufferEmptyRatio;
	UCHAR BusInactivityLimit[2];
	UCHAR BusDisconnectTime[2];
	UCHAR BusConnectTime[2];
	UCHAR MaximumBurstSize[2];
	UCHAR DataTransferDisconnect : 2;
	UCHAR Reserved2[3];
} MODE_DISCONNECT_PAGE, *PMODE_DISCONNECT_PAGE;

typedef struct _MODE_CACHING_PAGE {
	UCHAR PageCode : 6;
	UCHAR Reserved : 1;
	UCHAR PageSavable : 1;
	UCHAR PageLength;
	UCHAR ReadDisableCache : 1;
	UCHAR MultiplicationFactor : 1;
	UCHAR WriteCacheEnable : 1;
	UCHAR Reserved2 : 5;
	UCHAR WriteRetensionPriority : 4;
	UCHAR ReadRetensionPriority : 4;
	UCHAR DisablePrefetchTransfer[2];
	UCHAR MinimumPrefetch[2];
	UCHAR MaximumPrefetch[2];
	UCHAR MaximumPrefetchCeiling[2];
} MODE_CACHING_PAGE, *PMODE_CACHING_PAGE;

typedef struct _MODE_FLEXIBLE_DISK_PAGE {
	UCHAR PageCode : 6;
	UCHAR Reserved : 1;
	UCHAR PageSavable : 1;
	UCHAR PageLength;
	UCHAR TransferRate[2];
	UCHAR NumberOfHeads;
	UCHAR SectorsPerTrack;
	UCHAR BytesPerSector[2];
	UCHAR NumberOfCylinders[2];
	UCHAR StartWritePrecom[2];
	UCHAR StartReducedCurrent[2];
	UCHAR StepRate[2];
	UCHAR StepPluseWidth;
	UCHAR HeadSettleDelay[2];
	UCHAR MotorOnDelay;
	UCHAR MotorOffDelay;
	UCHAR Reserved2 : 5;
	UCHAR MotorOnAsserted : 1;
	UCHAR StartSectorNumber : 1;
	UCHAR TrueReadySignal : 1;
	UCHAR StepPlusePerCyclynder : 4;
	UCHAR Reserved3 : 4;
	UCHAR WriteCompenstation;
	UCHAR HeadLoadDelay;
	UCHAR HeadUnloadDelay;
	UCHAR Pin2Usage : 4;
	UCHAR Pin34Usage : 4;
	UCHAR Pin1Usage : 4;
	UCHAR Pin4Usage : 4;
	UCHAR MediumRotationRate[2];
	UCHAR Reserved4[2];
} MODE_FLEXIBLE_DISK_PAGE, *PMODE_FLEXIBLE_DISK_PAGE;

typedef struct _MODE_FORMAT_PAGE {
	UCHAR PageCode : 6;
	UCHAR Reserved : 1;
	UCHAR PageSavable : 1;
	UCHAR PageLength;
	UCHAR TracksPerZone[2];
	UCHAR AlternateSectorsPerZone[2];
	UCHAR AlternateTracksPerZone[2];
	UCHAR AlternateTracksPerLogicalUnit[2];
	UCHAR SectorsPerTrack[2];
	UCHAR BytesPerPhysicalSector[2];
	UCHAR Interleave[2];
	UCHAR TrackSkewFactor[2];
	UCHAR CylinderSkewFactor[2];
	UCHAR Reserved2 : 4;
	UCHAR SurfaceFirst : 1;
	UCHAR RemovableMedia : 1;
	UCHAR HardSectorFormating : 1;
	UCHAR SoftSectorFormating : 1;
	UCHAR Reserved3[3];
} MODE_FORMAT_PAGE, *PMODE_FORMAT_PAGE;

typedef struct _MODE_RIGID_GEOMETRY_PAGE {
	UCHAR PageCode : 6;
	UCHAR Reserved : 1;
	UCHAR PageSavable : 1;
	UCHAR PageLength;
	UCHAR NumberOfCylinders[3];
	UCHAR NumberOfHeads;
	UCHAR StartWritePrecom[3];
	UCHAR StartReducedCurrent[3];
	UCHAR DriveStepRate[2];
	UCHAR LandZoneCyclinder[3];
	UCHAR RotationalPositionLock : 2;
	UCHAR Reserved2 : 6;
	UCHAR RotationOffset;
	UCHAR Reserved3;
	UCHAR RoataionRate[2];
	UCHAR Reserved4[2];
} MODE_RIGID_GEOMETRY_PAGE, *PMODE_RIGID_GEOMETRY_PAGE;

typedef struct _MODE_READ_WRITE_RECOVERY_PAGE {
	UCHAR PageCode : 6;
	UCHAR Reserved1 : 1;
	UCHAR PSBit : 1;
	UCHAR PageLength;
	UCHAR DCRBit : 1;
	UCHAR DTEBit : 1;
	UCHAR PERBit : 1;
	UCHAR EERBit : 1;
	UCHAR RCBit : 1;
	UCHAR TBBit : 1;
	UCHAR ARRE : 1;
	UCHAR AWRE : 1;
	UCHAR ReadRetryCount;
	UCHAR Reserved4[4];
	UCHAR WriteRetryCount;
	UCHAR Reserved5[3];
} MODE_READ_WRITE_RECOVERY_PAGE, *PMODE_READ_WRITE_RECOVERY_PAGE;

typedef struct _MODE_READ_RECOVERY_PAGE {
	UCHAR PageCode : 6;
	UCHAR Reserved1 : 1;
	UCHAR PSBit : 1;
	UCHAR PageLength;
	UCHAR DCRBit : 1;
	UCHAR DTEBit : 1;
	UCHAR PERBit : 1;
	UCHAR Reserved2 : 1;
	UCHAR RCBit : 1;
	UCHAR TBBit : 1;
	UCHAR Reserved3 : 2;
	UCHAR ReadRetryCount;
	UCHAR Reserved4[4];
} MODE_READ_RECOVERY_PAGE, *PMODE_READ_RECOVERY_PAGE;

typedef struct _MODE_INFO_EXCEPTIONS {
	UCHAR PageCode : 6;
	UCHAR Reserved1 : 1;
	UCHAR PSBit : 1;
	UCHAR PageLength;
	union {
		UCHAR Flags;
		struct {
			UCHAR LogErr : 1;
			UCHAR Reserved2 : 1;
			UCHAR Test : 1;
			UCHAR Dexcpt : 1;
			UCHAR Reserved3 : 3;
			UCHAR Perf : 1;
		};
	};
	UCHAR ReportMethod : 4;
	UCHAR Reserved4 : 4;
	UCHAR IntervalTimer[4];
	UCHAR ReportCount[4];
} MODE_INFO_EXCEPTIONS, *PMODE_INFO_EXCEPTIONS;

typedef struct _POWER_CONDITION_PAGE {
	UCHAR PageCode : 6;
	UCHAR Reserved : 1;
	UCHAR PSBit : 1;
	UCHAR PageLength;
	UCHAR Reserved2;
	UCHAR Standby : 1;
	UCHAR Idle : 1;
	UCHAR Reserved3 : 6;
	UCHAR IdleTimer[4];
	UCHAR StandbyTimer[4];
} POWER_CONDITION_PAGE, *PPOWER_CONDITION_PAGE;

typedef struct _PRI_RESERVATION_DESCRIPTOR {
	UCHAR ReservationKey[8];
	UCHAR ScopeSpecificAddress[4];
	UCHAR Reserved;
	UCHAR Type : 4;
	UCHAR Scope : 4;
	UCHAR Obsolete[2];
} PRI_RESERVATION_DESCRIPTOR, *PPRI_RESERVATION_DESCRIPTOR;

typedef struct _PRI_RESERVATION_LIST {
	UCHAR Generation[4];
	UCHAR AdditionalLength[4];
	PRI_RESERVATION_DESCRIPTOR Reservations[];
} PRI_RESERVATION_LIST, *PPRI_RESERVATION_LIST;

typedef struct _PRI_REGISTRATION_LIST {
	UCHAR Generation[4];
	UCHAR AdditionalLength[4];
	UCHAR ReservationKeyList[][8];
} PRI_REGISTRATION_LIST, *PPRI_REGISTRATION_LIST;

typedef struct _PRO_PARAMETER_LIST {
	UCHAR ReservationKey[8];
	UCHAR ServiceActionReservationKey[8];
	UCHAR ScopeSpecificAddress[4];
	UCHAR ActivatePersistThroughPowerLoss : 1;
	UCHAR Reserved1 : 7;
	UCHAR Reserved2;
	UCHAR Obsolete[2];
} PRO_PARAMETER_LIST, *PPRO_PARAMETER_LIST;

typedef struct _TAPE_POSITION_DATA {
	UCHAR Reserved1 : 2;
	UCHAR BlockPositionUnsupported : 1;
	UCHAR Reserved2 : 3;
	UCHAR EndOfPartition : 1;
	UCHAR BeginningOfPartition : 1;
	UCHAR PartitionNumber;
	USHORT Reserved3;
	UCHAR FirstBlock[4];
	UCHAR LastBlock[4];
	UCHAR Reserved4;
	UCHAR NumberOfBlocks[3];
	UCHAR NumberOfBytes[4];
} TAPE_POSITION_DATA, *PTAPE_POSITION_DATA;

typedef union _EIGHT_BYTE {
	struct {
		UCHAR Byte0;
		UCHAR Byte1;
		UCHAR Byte2;
		UCHAR Byte3;
		UCHAR Byte4;
		UCHAR Byte5;
		UCHAR Byte6;
		UCHAR Byte7;
	};
	ULONGLONG AsULongLong;
} EIGHT_BYTE, *PEIGHT_BYTE;

typedef union _FOUR_BYTE {
	struct {
		UCHAR Byte0;
		UCHAR Byte1;
		UCHAR Byte2;
		UCHAR Byte3;
	};
	ULONG AsULong;
} FOUR_BYTE, *PFOUR_BYTE;

typedef union _TWO_BYTE {
	struct {
		UCHAR Byte0;
		UCHAR Byte1;
	};
	USHORT AsUShort;
} TWO_BYTE, *PTWO_BYTE;

/* Byte order: through copies, as the operands may lie anywhere. */
#define SCSIPORT_REVERSE(destination, source, type, swap) \
	do { \
		type _sp_value; \
		__builtin_memcpy(&_sp_value, (source), sizeof(_sp_value)); \
		_sp_value = swap(_sp_value); \
		__builtin_memcpy((destination), &_sp_value, sizeof(_sp_value)); \
	} while (0)

#define REVERSE_BYTES_QUAD(destination, source) \
	{ SCSIPORT_REVERSE(destination, source, ULONGLONG, __builtin_bswap64); }
#define REVERSE_BYTES(destination, source) \
	{ SCSIPORT_REVERSE(destination, source, ULONG, __builtin_bswap32); }
#define REVERSE_BYTES_SHORT(destination, source) \
	{ SCSIPORT_REVERSE(destination, source, USHORT, __builtin_bswap16); }
#define REVERSE_LONG(value)	REVERSE_BYTES(value, value)
#define REVERSE_SHORT(value)	REVERSE_BYTES_SHORT(value, value)

/* The number of the one bit that is set. */
#define WHICH_BIT(data, bit)	{ (bit) = (UCHAR)__builtin_ctz(data); }

#endif /* SCSIPORT_SCSI_H */
