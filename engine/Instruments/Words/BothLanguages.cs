using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Words;

/// <summary>A text of a content file that stands in it in both languages.</summary>
internal sealed record BothLanguages(LocalText Text) : ITold
{
    object ITold.English => Text.In("en");

    object ITold.Russian(JsonElement? document) => Text.Russian;
}
