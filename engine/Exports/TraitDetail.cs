namespace Diagnostics.Engine.Exports;

/// <summary>Which traits of a person are told, and how exactly.</summary>
public sealed record TraitDetail(bool Grade, bool Sex, bool Settlement, PlaceDetail Place)
{
    /// <summary>The next step towards telling less of places; null where nothing of them is told any more.</summary>
    internal TraitDetail? Coarser => this switch
    {
        { Place: PlaceDetail.School } => this with { Place = PlaceDetail.Municipality },
        { Settlement: true } => this with { Settlement = false },
        { Place: PlaceDetail.Municipality } => this with { Place = PlaceDetail.None },
        _ => null,
    };

    /// <summary>What is left of somebody's traits.</summary>
    internal PersonTraits Of(PersonTraits traits) => traits with
    {
        Grade = Grade ? traits.Grade : null,
        Sex = Sex ? traits.Sex : null,
        Settlement = Settlement ? traits.Settlement : null,
        Municipality = Place == PlaceDetail.None ? null : traits.Municipality,
        SchoolId = Place == PlaceDetail.School ? traits.SchoolId : null,
    };
}
