using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Words;

/// <summary>A property of the format: its name, to which Russian adds what it is.</summary>
/// <param name="Of">The shape that has it, where the same name means different things.</param>
/// <param name="Name">The name as files write it.</param>
internal sealed record PropertyName(string Of, string Name) : ITold
{
    public object English => Name;

    public object Russian(JsonElement? document) => PathWords.WordOf(Of, Name) is { Length: > 0 } word ? $"«{word}» ({Name})" : Name;
}
