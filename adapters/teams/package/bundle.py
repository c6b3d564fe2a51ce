"""The zip that is uploaded: the manifest and both icons, the same bytes for the same app."""

from __future__ import annotations

import io
import json
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from adapters.teams.package.icons import color_icon, outline_icon
from adapters.teams.package.manifest import COLOR, OUTLINE, Manifest

MANIFEST = "manifest.json"

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold."""
_UNIX, _MODE = 3, 0o100644


def bundle(manifest: Manifest) -> bytes:
    """Return the app package with ``manifest``: three files at its root.

    They are not packed, so that no version of a packer makes it another file.
    """
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    files = {MANIFEST: text.encode(), COLOR: color_icon(), OUTLINE: outline_icon()}
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _WHEN)
            entry.create_system, entry.external_attr = _UNIX, _MODE << 16
            archive.writestr(entry, content)
    return packed.getvalue()
