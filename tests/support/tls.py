"""Certificates for tests: an authority, a server's and a client's."""

from __future__ import annotations

import datetime
import ipaddress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from desktop.engine.endpoint import TLSFiles

_VALID = datetime.timedelta(days=1)
_AN_HOUR = datetime.timedelta(hours=1)


class Authority:
    """Signs certificates; its files are in ``folder``, a new one's beside.

    Not ``strict``: one made by hand with openssl, as Docker's guide tells, without key usage and
    key identifiers (https://docs.docker.com/engine/security/protect-access/).
    """

    def __init__(self, folder: Path, name: str = "authority", *, strict: bool = True) -> None:
        self._strict = strict
        self._folder = folder
        self._name = name
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = folder / f"{name}.pem"
        subject = _name(f"portside test {name}")
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        builder = _builder(subject, subject, self._key.public_key()).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        if strict:
            identifier = x509.SubjectKeyIdentifier.from_public_key(self._key.public_key())
            builder = builder.add_extension(usage, critical=True)
            builder = builder.add_extension(identifier, critical=False)
        signed = builder.sign(self._key, hashes.SHA256())
        self._subject = subject
        self.certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def server(self, address: str = "127.0.0.1", *, expired: bool = False) -> TLSFiles:
        """For who listens at this address; ``expired`` an hour ago."""
        names = x509.SubjectAlternativeName(
            [x509.IPAddress(ipaddress.ip_address(address)), x509.DNSName("localhost")]
        )
        return self._issue("server", ExtendedKeyUsageOID.SERVER_AUTH, names, expired=expired)

    def client(self) -> TLSFiles:
        """For who connects."""
        names = x509.SubjectAlternativeName([x509.DNSName("client")])
        return self._issue("client", ExtendedKeyUsageOID.CLIENT_AUTH, names)

    def _issue(
        self,
        role: str,
        usage: x509.ObjectIdentifier,
        names: x509.SubjectAlternativeName,
        *,
        expired: bool = False,
    ) -> TLSFiles:
        key = ec.generate_private_key(ec.SECP256R1())
        builder = (
            _builder(
                _name(f"portside test {role}"), self._subject, key.public_key(), expired=expired
            )
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
            .add_extension(names, critical=False)
        )
        if self._strict:
            authority = self._key.public_key()
            identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority)
            builder = builder.add_extension(identifier, critical=False)
        signed = builder.sign(self._key, hashes.SHA256())
        cert_path = self._folder / f"{self._name}-{role}.pem"
        key_path = self._folder / f"{self._name}-{role}-key.pem"
        cert_path.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        key_path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return TLSFiles(ca=self.certificate, cert=cert_path, key=key_path)


def engine_arguments(files: TLSFiles, port: int) -> tuple[str, ...]:
    """For ``dockerd``: listen on TCP with TLS, and take in only who has a certificate."""
    return (
        f"--host=tcp://127.0.0.1:{port}",
        "--tlsverify",
        f"--tlscacert={files.ca}",
        f"--tlscert={files.cert}",
        f"--tlskey={files.key}",
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    *,
    expired: bool = False,
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _VALID)
        .not_valid_after(now - _AN_HOUR if expired else now + _VALID)
    )
