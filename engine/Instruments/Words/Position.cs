using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Words;

/// <summary>A place in a list: English counts from 0 as the file's paths do, Russian from 1 as a page does.</summary>
internal sealed record Position(int FromZero) : ITold
{
    public object English => (long)FromZero;

    public object Russian(JsonElement? document) => FromZero + 1L;
}
