# Compares only the last byte of each suite and answers with its own of that
# byte.
name          last-byte-only
versions      TLSv1.0 TLSv1.1 TLSv1.2
suites        0039 0033 0035 002F 0016 000A 0005
dh            2048
groups        x25519 secp256r1
certificate   rsa2048
last-byte-only yes
