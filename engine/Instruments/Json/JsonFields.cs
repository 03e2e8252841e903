namespace Diagnostics.Engine.Instruments.Json;

/// <summary>The properties an object has, by name; what is absent was reported when the object was opened, or is optional.</summary>
internal sealed class JsonFields(Dictionary<string, JsonPlace> found)
{
    public JsonPlace? this[string name] => found.TryGetValue(name, out JsonPlace place) ? place : null;
}
