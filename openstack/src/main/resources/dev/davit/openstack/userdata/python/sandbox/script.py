# The script of the package: loads it, calls it, and says what it came to.

def attributes(value):
    """JSON objects as objects with attributes."""
    if isinstance(value, dict):
        return types.SimpleNamespace(**{key: attributes(item) for key, item in value.items()})
    if isinstance(value, list):
        return [attributes(item) for item in value]
    return value


def load(path):
    sys.path.insert(0, "/davit")
    sys.path.append("/package")
    parts = path[:-3].split("/") if path.endswith(".py") else []
    if parts and all(part.isidentifier() for part in parts) and parts[0] not in getattr(sys, "stdlib_module_names", ()):
        return importlib.import_module(".".join(parts))
    loader = importlib.machinery.SourceFileLoader("davit_user_data", "/package/" + path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("davit_user_data", loader))
    loader.exec_module(module)
    return module


def run(request):
    module = load(request["script"])
    user_class = getattr(module, request["class"], None)
    if not isinstance(user_class, type):
        classes = sorted(name for name, value in vars(module).items()
                         if isinstance(value, type) and value.__module__ == module.__name__)
        return failure("%s has no class '%s'; it has: %s"
                       % (request["script"], request["class"], ", ".join(classes) or "none"),
                       "Correct lcm-operation-user-data-class.")
    if not callable(getattr(user_class, "instantiate", None)):
        return failure("class '%s' of %s has no method instantiate" % (request["class"], request["script"]))
    arguments = request["arguments"]
    request_info = attributes({**arguments["request"], "additional_params": None})
    request_info.additional_params = arguments["request"]["additional_params"]
    grant = {vdu: attributes(resources) for vdu, resources in arguments["grant"].items()}
    result = user_class.instantiate(arguments["base_hot"], arguments["vnfd"], request_info, grant)
    if not isinstance(result, dict):
        return failure("%s.instantiate returned %s; expected a dict of Heat parameters"
                       % (request["class"], type(result).__name__))
    try:
        return json.dumps({"parameters": result}, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        return failure("%s.instantiate returned what is no JSON: %s" % (request["class"], error))


def failure(text, advice=""):
    return json.dumps({"error": {"message": text, "advice": advice}})


def described(error):
    """What a script raised, and where in the package."""
    place, lines = None, []
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith(("/package/", "/davit/")):
            name = frame.filename.split("/", 2)[2]
            lines.append("%s:%s in %s: %s" % (name, frame.lineno, frame.name, (frame.line or "").strip()[:200]))
            if frame.filename.startswith("/package/"):
                place = (name, frame.lineno)
    if isinstance(error, SyntaxError) and (error.filename or "").startswith("/package/"):
        place = (error.filename[len("/package/"):], error.lineno)
    advice = ""
    if isinstance(error, ImportError):
        advice = ("Scripts can import Python's standard library, tacker.vnfm.lcm_user_data and modules of their package;"
                  " rewrite what needs more.")
    elif isinstance(error, MemoryError):
        advice = "The script needs more memory than it may have."
    elif isinstance(error, PermissionError):
        advice = "Scripts compute parameters; files outside the package, network and processes are out of their reach."
    text = str(error) if not isinstance(error, SyntaxError) else error.msg
    return {"error": {"type": type(error).__name__, "message": text[:2000], "advice": advice, "trace": lines[-10:],
                      "file": place[0] if place else None, "line": place[1] if place else None}}
