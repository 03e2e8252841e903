namespace Diagnostics.Engine.Exports;

/// <summary>Which traits of a person are told, and how exactly.</summary>
public sealed record TraitDetail(bool Grade, bool Sex, bool Settlement, PlaceDetail Place)
{
    /// <summary>What comes of it: beside a school's number no place is told, for where a municipality has one school, or one in a village, the two together are its name.</summary>
    internal TraitDetail Told => Place == PlaceDetail.School ? this with { Settlement = false } : this;

    /// <summary>The next step towards telling less of places; null where nothing of them is told any more. What was not asked for is not told instead.</summary>
    internal TraitDetail? Coarser => this switch
    {
        { Place: PlaceDetail.School } => this with { Place = PlaceDetail.None },
        { Settlement: true } => this with { Settlement = false },
        { Place: PlaceDetail.Municipality } => this with { Place = PlaceDetail.None },
        _ => null,
    };

    /// <summary>What is left of somebody's traits.</summary>
    internal PersonTraits Of(PersonTraits traits) => traits with
    {
        Grade = Grade ? traits.Grade : null,
        Sex = Sex ? traits.Sex : null,
        Settlement = Told.Settlement ? traits.Settlement : null,
        Municipality = Place == PlaceDetail.Municipality ? traits.Municipality : null,
        SchoolId = Place == PlaceDetail.School ? traits.SchoolId : null,
    };
}
