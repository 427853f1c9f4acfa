// SPDX-License-Identifier: GPL-2.0-only
/*
 * The tests that a command starts, by number. Each returns 0, or the line of the check that failed
 * in the file where the test is.
 */
#include "contractport.h"

static const CONTRACT_TEST * const Tables[] = {
	ContractSrbTests,
	ContractAddressTests,
	ContractFlowTests,
	ContractTimerTests,
	ContractPairTests,
};

/* NULL when there is none. */
const CONTRACT_TEST *ContractTest(ULONG Number)
{
	const CONTRACT_TEST *Test;
	ULONG i;

	for (i = 0; i < RTL_NUMBER_OF(Tables); i++) {
		for (Test = Tables[i]; Test->Name != NULL; Test++) {
			if (Number-- == 0)
				return Test;
		}
	}
	return NULL;
}
