"""Colours of a picture by role, for light and dark screens and for print in grey.

Text has a contrast of at least 4.5 and lines of at least 3 against every background (WCAG 2.2 AA); a test measures it.
Increases and decreases are blue and vermilion, which remain distinct in every common kind of colour blindness, and never
differ by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

__all__ = ["THEMES", "Theme", "channels", "contrast", "mixed", "variables"]


@dataclass(frozen=True)
class Theme:
    """Colours as #rrggbb. `tints` colour the regions of the picture in the mechanism's order, repeated as needed."""

    name: str
    paper: str
    ink: str
    soft: str  # secondary text
    box: str
    border: str
    drug: str
    drug_ink: str
    up: str
    down: str
    open: str
    plain: str
    gap: str
    badge: str
    contested: str  # fill of a contested badge
    focus: str
    trail: str  # behind a highlighted line
    frame: str
    tints: tuple[str, ...]


THEMES: dict[str, Theme] = {
    theme.name: theme
    for theme in (
        Theme("light", paper="#ffffff", ink="#16202b", soft="#4a5866", box="#ffffff", border="#66788a", drug="#143a5e", drug_ink="#ffffff",
              up="#0a5fa8", down="#b53d0a", open="#6a3d9a", plain="#5a6875", gap="#7a5200", badge="#ffffff", contested="#ffe9a8",
              focus="#111111", trail="#ffd54a", frame="#66788a", tints=("#eff3f8", "#e9f5f1", "#f3effa", "#fdf3e3", "#fbeeee", "#eef1f3")),
        Theme("dark", paper="#11171e", ink="#edf2f7", soft="#b3bfcc", box="#1e2832", border="#8496a8", drug="#cbe2fa", drug_ink="#0c1c2c",
              up="#74bbff", down="#ff9a6c", open="#c8a9f7", plain="#a7b4c1", gap="#e0b450", badge="#11171e", contested="#4d3c00",
              focus="#ffffff", trail="#6b5200", frame="#8496a8", tints=("#18212b", "#14252a", "#211d31", "#2a2317", "#2c1c1f", "#1a2026")),
        Theme("print", paper="#ffffff", ink="#000000", soft="#333333", box="#ffffff", border="#4d4d4d", drug="#262626", drug_ink="#ffffff",
              up="#000000", down="#000000", open="#404040", plain="#666666", gap="#404040", badge="#ffffff", contested="#d9d9d9",
              focus="#000000", trail="#c4c4c4", frame="#4d4d4d", tints=("#f7f7f7", "#f0f0f0", "#f7f7f7", "#f0f0f0", "#f7f7f7", "#f0f0f0")),
    )
}


def variables(theme: Theme) -> dict[str, str]:
    """The theme as CSS custom properties, in a fixed order.

    Example:
        >>> variables(THEMES["light"])["--pw-paper"], variables(THEMES["light"])["--pw-tint-0"]
        ('#ffffff', '#eff3f8')
    """
    single = {f"--pw-{field.name.replace('_', '-')}": getattr(theme, field.name) for field in fields(theme)[1:-1]}
    return single | {f"--pw-tint-{i}": tint for i, tint in enumerate(theme.tints)}


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour, 0 to 255.

    Example:
        >>> channels("#ff8000")
        (255, 128, 0)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(one: str, other: str, share: float) -> str:
    """A colour between two, `share` of the way to the other.

    Example:
        >>> mixed("#ffffff", "#000000", 0.2)
        '#cccccc'
    """
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(channels(one), channels(other), strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21.

    Example:
        >>> contrast("#000000", "#ffffff")
        21.0
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def _luminance(colour: str) -> float:
    parts = (channel / 255 for channel in channels(colour))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
