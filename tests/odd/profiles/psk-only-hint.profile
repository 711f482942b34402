# As psk-only, with a hint in ServerKeyExchange.
name          psk-only-hint
versions      TLSv1.2
suites        00A9 00A8 00AB 00AA C036 C035 008D 008C 0091 0090
dh            2048
groups        secp256r1
psk-hint      ask the postmaster
