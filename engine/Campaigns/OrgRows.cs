using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Campaigns;

internal sealed record SchoolRow
{
    public required string Id { get; init; }

    public required string MunicipalityId { get; init; }

    public required string Name { get; init; }

    public required string Prefix { get; init; }

    public required string Settlement { get; init; }

    public School ToSchool() => new(Id, MunicipalityId, Name, Prefix, StoredText.Read<Settlement>(Settlement));
}

internal sealed record ClassRow
{
    public required string Id { get; init; }

    public required string SchoolId { get; init; }

    public required int Grade { get; init; }

    public required string Letter { get; init; }

    public required string BoardLink { get; init; }

    public required string BatteryId { get; init; }

    public required string BatteryVersion { get; init; }

    public SchoolClass ToClass(BatteryLibrary batteries) =>
        new(Id, SchoolId, Grade, Letter, BoardLink) { Variant = batteries.Get(BatteryId, BatteryVersion).Variant };
}
