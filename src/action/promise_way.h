/* How somebody is told about a promise: that it takes longer, or that here it is. */
#pragma once

#include "action/list_promises.h"

typedef struct PromiseWay {
    Channel channel; /* e-mail, text or phone; CHANNEL_NONE: nobody there can be reached */
    bool machine;    /* it goes by itself */
    int64_t contact_id, address_id;
    AddressKind kind;
    const char *address, *extension; /* NULL: none known */
    const char *why;                 /* it is an e-mail and does not go by itself; or NULL */
} PromiseWay;
