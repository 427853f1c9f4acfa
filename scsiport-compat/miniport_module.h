/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a module that contains a miniport meets scsiport.ko. Each miniport module has one small
 * Linux-side file that fills a struct port_miniport and says port_module_miniport().
 */
#ifndef PORT_MINIPORT_MODULE_H
#define PORT_MINIPORT_MODULE_H

#include <linux/list.h>
#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/platform_device.h>
#include <scsi/scsi_host.h>

#define PORT_MAX_REGISTRATIONS 32
#define PORT_NO_INITIATOR	255

struct port_model;
struct port_registration;
struct sp_service;

/**
 * struct port_registry_value - a registry value of a miniport's service key, from its .inf file
 * @key: the subkey, below the service key; NULL ends a table
 * @name: the value's name
 * @type: as in Windows: REG_SZ ...
 * @data: bytes; of text one byte for each character
 * @size: how many, with the NUL of text
 */
struct port_registry_value {
	const char *key;
	const char *name;
	unsigned int type;
	const char *data;
	unsigned int size;
};

/**
 * struct port_miniport - a miniport driver
 * @name: driver name, as in /sys/bus/platform/drivers and as proc_name of its hosts
 * @owner: the module; hosts pin it while a disk is open
 * @driver_entry: the miniport's DriverEntry
 * @platform_ids: platform devices that the miniport serves as AdapterInterfaceType
 *	Internal; may be NULL
 * @pci_ids: PCI devices that the miniport serves as AdapterInterfaceType PCIBus; NULL: those
 *	that VendorId and DeviceId of its registrations name
 * @msi: the HBA's interrupt may be message signalled
 * @legacy: the miniport looks for its hardware itself, now, in place of PCI devices being
 *	found for it
 * @driver_parameter: registry value DriverParameter: the ArgumentString of HwFindAdapter;
 *	may be NULL
 * @number_of_requests: registry value NumberOfRequests: requests per adapter; 0 = as many as fit
 * @maximum_sg_list: registry value MaximumSGList: presets NumberOfPhysicalBreaks; 0 = not set
 * @maximum_logical_unit: registry value MaximumLogicalUnit: LUNs of each target; 0 = as it says
 * @initiator_target_id: registry value InitiatorTargetId: presets InitiatorBusId[0];
 *	PORT_NO_INITIATOR = not set
 * @io_timeout_value: registry value IoTimeoutValue: seconds until a command times out; 0 = the
 *	class driver's
 * @uncached_ext_alignment: registry value UncachedExtAlignment: the uncached extension is
 *	aligned to 2 to the power of this; a page at least
 * @minimum_ucx_address: registry values MinimumUCXAddress and
 * @maximum_ucx_address: MaximumUCXAddress: where the common buffer may lie; ignored if they make
 *	no range
 * @disable_synchronous_transfers: registry value DisableSynchronousTransfers,
 * @disable_disconnects: DisableDisconnects: flags of every SRB
 * @disable_tagged_queuing: registry value DisableTaggedQueuing,
 * @disable_multiple_requests: DisableMultipleRequests: the miniport's word does not count
 * @pnp_interfaces: registry key PnpInterface, a bit for each INTERFACE_TYPE: a legacy scan
 *	leaves these alone
 * @reset_hold: seconds without new requests after a bus reset
 * @fua: what is written with FUA is on the medium when it is answered
 * @registry: what else the .inf file sets; may be NULL. A value that a field above stands for is
 *	not read from here
 * @verifier: what is looked for of what the miniport does wrong: off, warn or strict; NULL: warn
 * @bounce_kb: memory for bounce buffers of each adapter, in KiB; 0: as much as is usual
 * @max_transfer_kb: KiB of a request at most; 0: as many as the miniport says
 *
 * The rest belongs to scsiport.
 */
struct port_miniport {
	const char *name;
	struct module *owner;
	unsigned int (*driver_entry)(void *driver_object, void *registry_path);
	const struct platform_device_id *platform_ids;
	const struct pci_device_id *pci_ids;
	bool msi;
	bool legacy;
	char *driver_parameter;
	unsigned int number_of_requests;
	unsigned int maximum_sg_list;
	unsigned int maximum_logical_unit;
	unsigned int initiator_target_id;
	unsigned int io_timeout_value;
	unsigned int uncached_ext_alignment;
	unsigned long long minimum_ucx_address;
	unsigned long long maximum_ucx_address;
	bool disable_synchronous_transfers;
	bool disable_disconnects;
	bool disable_tagged_queuing;
	bool disable_multiple_requests;
	unsigned int pnp_interfaces;
	unsigned int reset_hold;
	bool fua;
	const struct port_registry_value *registry;
	char *verifier;
	unsigned int bounce_kb;
	unsigned int max_transfer_kb;

	/* private: */
	const struct port_model *model;
	struct sp_service *service;
	struct platform_driver platform;
	bool platform_registered;
	struct pci_driver pci;
	bool pci_registered;
	struct pci_device_id *pci_table;
	struct list_head legacy_adapters;
	struct scsi_host_template template;
	struct port_registration *registrations[PORT_MAX_REGISTRATIONS];
	unsigned int registered;
};

int sp_miniport_register(struct port_miniport *miniport);
void port_miniport_unregister(struct port_miniport *miniport);

/* The registry values of a miniport's service key, as module parameters. */
#define PORT_MINIPORT_PARAMETERS(miniport) \
	module_param_named(DriverParameter, (miniport).driver_parameter, charp, 0444); \
	MODULE_PARM_DESC(DriverParameter, "text that HwFindAdapter gets as ArgumentString"); \
	module_param_named(NumberOfRequests, (miniport).number_of_requests, uint, 0444); \
	MODULE_PARM_DESC(NumberOfRequests, \
			 "requests per adapter, 1 to 254 (0 = as many as the miniport can take)"); \
	module_param_named(MaximumSGList, (miniport).maximum_sg_list, uint, 0444); \
	MODULE_PARM_DESC(MaximumSGList, \
			 "scatter-gather elements per request, 1 to 256 (0 = as it says)"); \
	module_param_named(MaximumLogicalUnit, (miniport).maximum_logical_unit, uint, 0444); \
	MODULE_PARM_DESC(MaximumLogicalUnit, "LUNs of each target, 1 to 255 (0 = as it says)"); \
	module_param_named(InitiatorTargetId, (miniport).initiator_target_id, uint, 0444); \
	MODULE_PARM_DESC(InitiatorTargetId, "id of the HBA on bus 0 (255 = not set)"); \
	module_param_named(IoTimeoutValue, (miniport).io_timeout_value, uint, 0444); \
	MODULE_PARM_DESC(IoTimeoutValue, "seconds until a command times out (0 = default)"); \
	module_param_named(UncachedExtAlignment, (miniport).uncached_ext_alignment, uint, 0444); \
	MODULE_PARM_DESC(UncachedExtAlignment, \
			 "aligns the uncached extension to 2 to the power of this, 3 to 16"); \
	module_param_named(MinimumUCXAddress, (miniport).minimum_ucx_address, ullong, 0444); \
	MODULE_PARM_DESC(MinimumUCXAddress, "lowest bus address of the common buffer"); \
	module_param_named(MaximumUCXAddress, (miniport).maximum_ucx_address, ullong, 0444); \
	MODULE_PARM_DESC(MaximumUCXAddress, "highest bus address of the common buffer"); \
	module_param_named(DisableSynchronousTransfers, \
			   (miniport).disable_synchronous_transfers, bool, 0444); \
	MODULE_PARM_DESC(DisableSynchronousTransfers, "no synchronous transfers"); \
	module_param_named(DisableDisconnects, (miniport).disable_disconnects, bool, 0444); \
	MODULE_PARM_DESC(DisableDisconnects, "no disconnects"); \
	module_param_named(DisableTaggedQueuing, (miniport).disable_tagged_queuing, bool, 0444); \
	MODULE_PARM_DESC(DisableTaggedQueuing, "no tagged commands"); \
	module_param_named(DisableMultipleRequests, \
			   (miniport).disable_multiple_requests, bool, 0444); \
	MODULE_PARM_DESC(DisableMultipleRequests, "one command at a time for each LU"); \
	module_param_named(legacy, (miniport).legacy, bool, 0444); \
	MODULE_PARM_DESC(legacy, "let the miniport look for its hardware itself, once, now"); \
	module_param_named(msi, (miniport).msi, bool, 0444); \
	MODULE_PARM_DESC(msi, "use a message-signalled interrupt if the device has one"); \
	module_param_named(reset_hold, (miniport).reset_hold, uint, 0444); \
	MODULE_PARM_DESC(reset_hold, \
			 "seconds without new requests after a bus reset (default 4)"); \
	module_param_named(fua, (miniport).fua, bool, 0444); \
	MODULE_PARM_DESC(fua, "believe that FUA reaches the medium (default: flush instead)"); \
	module_param_named(verifier, (miniport).verifier, charp, 0444); \
	MODULE_PARM_DESC(verifier, \
			 "what is looked for of what it does wrong: off, warn (default), strict"); \
	module_param_named(bounce_kb, (miniport).bounce_kb, uint, 0444); \
	MODULE_PARM_DESC(bounce_kb, \
			 "KiB of bounce buffers where some are needed, 64 to 65536 (0 = 4096)"); \
	module_param_named(max_transfer_kb, (miniport).max_transfer_kb, uint, 0444); \
	MODULE_PARM_DESC(max_transfer_kb, \
			 "KiB of a request at most, 4 to 65536 (0 = as the miniport says)")

/* Module entry and exit of a miniport module. */
#define port_module_miniport(miniport) \
static int __init miniport##_init(void) \
{ \
	return sp_miniport_register(&(miniport)); \
} \
module_init(miniport##_init); \
static void __exit miniport##_exit(void) \
{ \
	port_miniport_unregister(&(miniport)); \
} \
module_exit(miniport##_exit)

#endif
