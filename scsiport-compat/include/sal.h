/* SPDX-License-Identifier: GPL-2.0-only */
/* Source annotations: documentation for the reader, nothing for the compiler. */
#ifndef SCSIPORT_SAL_H
#define SCSIPORT_SAL_H

#define IN
#define OUT
#define OPTIONAL

#define __in
#define __out
#define __inout
#define __in_opt
#define __out_opt
#define __inout_opt
#define __in_bcount(n)
#define __in_ecount(n)
#define __in_bcount_opt(n)
#define __in_ecount_opt(n)
#define __out_bcount(n)
#define __out_ecount(n)
#define __out_bcount_opt(n)
#define __out_ecount_opt(n)
#define __inout_bcount(n)
#define __inout_ecount(n)
#define __deref_out
#define __deref_out_opt
#define __drv_requiresIRQL(x)
#define __drv_maxIRQL(x)
#define __drv_dispatchType(x)
#define __callback
#define __checkReturn
#define __success(x)

#define _In_
#define _In_z_
#define _In_opt_
#define _In_opt_z_
#define _In_reads_(n)
#define _In_reads_opt_(n)
#define _In_reads_bytes_(n)
#define _In_reads_bytes_opt_(n)
#define _In_range_(low, high)
#define _Inout_
#define _Inout_opt_
#define _Inout_updates_(n)
#define _Inout_updates_bytes_(n)
#define _Out_
#define _Out_opt_
#define _Out_writes_(n)
#define _Out_writes_opt_(n)
#define _Out_writes_bytes_(n)
#define _Out_writes_bytes_opt_(n)
#define _Outptr_
#define _Outptr_opt_
#define _Post_satisfies_(x)
#define _Pre_satisfies_(x)
#define _Success_(x)
#define _When_(x, y)
#define _At_(x, y)
#define _Field_size_(n)
#define _Field_size_bytes_(n)
#define _Printf_format_string_
#define _Null_terminated_
#define _Check_return_
#define _Must_inspect_result_
#define _Ret_maybenull_
#define _Use_decl_annotations_
#define _Function_class_(x)
#define _IRQL_requires_(x)
#define _IRQL_requires_max_(x)
#define _IRQL_requires_min_(x)
#define _IRQL_requires_same_
#define _Analysis_assume_(x)
#define __analysis_assume(x)

#endif /* SCSIPORT_SAL_H */
