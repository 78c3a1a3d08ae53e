/* The carrier of mails, for drivers that have a mail server of their own settings: e-mail, and
 * faxes by a gateway that takes mails. For this room only.
 */
#pragma once

#include "channel/carrier.h"

bool smtp_carrier_open(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                       const DialBearer *bearer, Carrier **carrier, Err *err);
void smtp_carrier_close(Carrier *carrier);
int smtp_carrier_descriptor(const Carrier *carrier);
size_t smtp_carrier_room(const Carrier *carrier);
void smtp_carrier_offer(Carrier *carrier, Parcel *parcel);
CarrierEvent smtp_carrier_turn(Carrier *carrier, CarrierNews *news);
int64_t smtp_carrier_size_most(const Carrier *carrier);
void smtp_carrier_dot(Carrier *carrier, Parcel *parcel);
void smtp_carrier_withhold(Carrier *carrier, Parcel *parcel);
bool smtp_carrier_check(const Doc *settings, const Doc *secrets, Err *err);
bool smtp_carrier_probe(const CarrierDriver *driver, const Doc *settings, const Doc *secrets,
                        const DialBearer *bearer, int64_t *size_most, Err *err);
