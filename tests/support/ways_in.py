"""Every way into the application, as the application itself knows them."""

from __future__ import annotations

from fastapi.routing import iter_route_contexts


def routes_of(app):
    """Every way in, as `METHOD /path`, with what FastAPI knows of it."""
    for route in iter_route_contexts(app.routes):
        kind = type(route.original_route).__name__
        kinds = {"APIWebSocketRoute": ["SOCKET"], "Mount": ["MOUNT"]}
        for method in kinds.get(kind) or sorted(route.methods):
            yield f"{method} {route.path}", route


def policies(dependant):
    """None: a plain Starlette route, as the documentation pages of the framework are."""
    if dependant is None:
        return []
    found = [getattr(dependant.call, "policy", None)]
    return [one for one in found if one] + [
        one for part in dependant.dependencies for one in policies(part)
    ]


def naked(app):
    """Ways in that no policy guards; a mount carries files and guards itself."""
    guarded = ((name, route) for name, route in routes_of(app) if not name.startswith("MOUNT"))
    return [
        name for name, route in guarded if len(policies(getattr(route, "dependant", None))) != 1
    ]
