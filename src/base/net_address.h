/* Net address: which addresses of the Internet are everybody's.
 *
 * A user may type any URL for Beck to call (webhooks); it must not become a way into the machines
 * around the server (OWASP, server-side request forgery). So what a name stands for is judged where
 * the connection is opened, not where the name is typed. The ranges are those that IANA's
 * registries of special-purpose addresses (RFC 6890 and its updates) call not globally reachable,
 * with the multicast ones. An IPv6 address that carries an IPv4 address within (mapped, 6to4,
 * NAT64, Teredo) is judged by that, too.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* `bytes` in network order. */
bool net_address_is_public4(const uint8_t bytes[4]);
bool net_address_is_public6(const uint8_t bytes[16]);
