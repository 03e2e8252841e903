using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.ItemModels;

namespace Diagnostics.Engine.Monitoring;

/// <summary>Items of a form as a reading keeps them.</summary>
/// <param name="Grades">By grade, then all grades together.</param>
/// <param name="Models">Null where no scale compares persons.</param>
internal sealed record KeptItems(ImmutableArray<GradeItems> Grades, FormModels? Models)
{
    public string ToJson() => JsonSerializer.Serialize(this, FormModels.Json);

    /// <summary>Passes made before there were models kept the grades alone.</summary>
    public static KeptItems FromJson(string json) => json.StartsWith('[')
        ? new KeptItems(JsonSerializer.Deserialize<ImmutableArray<GradeItems>>(json, JsonSerializerOptions.Web), null)
        : JsonSerializer.Deserialize<KeptItems>(json, FormModels.Json)!;
}
