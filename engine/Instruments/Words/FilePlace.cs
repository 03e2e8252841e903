using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Words;

/// <summary>A JSON path: English gives it as it is, Russian in words.</summary>
internal sealed record FilePlace(string Path) : ITold
{
    public object English => Path;

    public object Russian(JsonElement? document) => PathWords.Of(Path, document);
}
