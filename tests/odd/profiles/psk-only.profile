# Has suites with pre-shared keys only, and no certificate.
name          psk-only
versions      TLSv1.2
suites        00A9 00A8 00AB 00AA C036 C035 008D 008C 0091 0090
dh            2048
groups        secp256r1
