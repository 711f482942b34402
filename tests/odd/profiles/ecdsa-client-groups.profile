# One certificate, with an EC key; the client's order of groups, so that P-384
# shows itself only beside P-256, the certificate's curve (OpenSSL).
name          ecdsa-client-groups
versions      TLSv1.1 TLSv1.2
suites        C02C C02B C00A
groups        secp256r1 secp384r1 secp521r1
groups-order  client
certificate   ecdsa256
