using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Words;

/// <summary>A value in a <see cref="Wording"/> that is not written the same in both languages.</summary>
internal interface ITold
{
    object English { get; }

    /// <param name="document">The file the words are about, or null when it cannot be opened.</param>
    object Russian(JsonElement? document);
}
