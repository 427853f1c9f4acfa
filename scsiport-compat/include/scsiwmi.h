#include "ntdef.h"
