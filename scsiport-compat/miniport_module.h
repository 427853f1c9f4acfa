/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a module that contains a miniport meets scsiport.ko. Each miniport module has one small
 * Linux-side file that fills a struct sp_miniport and says sp_module_miniport().
 */
#ifndef SP_MINIPORT_MODULE_H
#define SP_MINIPORT_MODULE_H

#include <linux/list.h>
#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/platform_device.h>
#include <scsi/scsi_host.h>

#define SP_MAX_REGISTRATIONS 8

struct sp_registration;

/**
 * struct sp_miniport - a miniport driver
 * @name: driver name, as in /sys/bus/platform/drivers and as proc_name of its hosts
 * @owner: the module; hosts pin it while a disk is open
 * @driver_entry: the miniport's DriverEntry
 * @platform_ids: platform devices that the miniport serves as AdapterInterfaceType
 *	Internal; may be NULL
 * @pci_ids: PCI devices that the miniport serves as AdapterInterfaceType PCIBus; NULL: those
 *	that VendorId and DeviceId of its registrations name
 * @msi: the HBA's interrupt may be message signalled
 * @driver_parameter: registry value DriverParameter: the ArgumentString of HwFindAdapter;
 *	may be NULL
 * @number_of_requests: registry value NumberOfRequests: requests per adapter; 0 = as many as fit
 * @maximum_sg_list: registry value MaximumSGList: presets NumberOfPhysicalBreaks; 0 = not set
 * @reset_hold: seconds without new requests after a reset was detected
 *
 * The rest belongs to scsiport.
 */
struct sp_miniport {
	const char *name;
	struct module *owner;
	unsigned int (*driver_entry)(void *driver_object, void *registry_path);
	const struct platform_device_id *platform_ids;
	const struct pci_device_id *pci_ids;
	bool msi;
	char *driver_parameter;
	unsigned int number_of_requests;
	unsigned int maximum_sg_list;
	unsigned int reset_hold;

	/* private: */
	struct platform_driver platform;
	bool platform_registered;
	struct pci_driver pci;
	bool pci_registered;
	struct pci_device_id *pci_table;
	struct scsi_host_template template;
	struct sp_registration *registrations[SP_MAX_REGISTRATIONS];
	unsigned int registered;
};

int sp_miniport_register(struct sp_miniport *miniport);
void sp_miniport_unregister(struct sp_miniport *miniport);

/* The registry values of a miniport's service key, as module parameters. */
#define SP_MINIPORT_PARAMETERS(miniport) \
	module_param_named(DriverParameter, (miniport).driver_parameter, charp, 0444); \
	MODULE_PARM_DESC(DriverParameter, "text that HwFindAdapter gets as ArgumentString"); \
	module_param_named(NumberOfRequests, (miniport).number_of_requests, uint, 0444); \
	MODULE_PARM_DESC(NumberOfRequests, \
			 "requests per adapter, 1 to 254 (0 = as many as the miniport can take)"); \
	module_param_named(MaximumSGList, (miniport).maximum_sg_list, uint, 0444); \
	MODULE_PARM_DESC(MaximumSGList, \
			 "scatter-gather elements per request, 1 to 256 (0 = as it says)"); \
	module_param_named(msi, (miniport).msi, bool, 0444); \
	MODULE_PARM_DESC(msi, "use a message-signalled interrupt if the device has one"); \
	module_param_named(reset_hold, (miniport).reset_hold, uint, 0444); \
	MODULE_PARM_DESC(reset_hold, "seconds without new requests after a bus reset (default 4)")

/* Module entry and exit of a miniport module. */
#define sp_module_miniport(miniport) \
static int __init miniport##_init(void) \
{ \
	return sp_miniport_register(&(miniport)); \
} \
module_init(miniport##_init); \
static void __exit miniport##_exit(void) \
{ \
	sp_miniport_unregister(&(miniport)); \
} \
module_exit(miniport##_exit)

#endif
