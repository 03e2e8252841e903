using System.Collections.Immutable;
using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Engine.Synthesis;

/// <summary>
/// The differences that an invented region has, so that what is read of it can be held against them. Interests are shifts of standard normal latent spheres; shares are probabilities.
/// </summary>
public static class Planted
{
    public const string Spheres = "RIASEC";

    /// <summary>Girls less boys, by sphere in the order of <see cref="Spheres"/>: Su, Rounds and Armstrong (2009).</summary>
    public static ImmutableArray<double> SexGap { get; } = [-0.84, -0.26, 0.35, 0.68, -0.04, 0.33];

    /// <summary>Village less city. Invented, as is all that follows.</summary>
    public static ImmutableArray<double> VillageGap { get; } = [0.30, -0.15, -0.10, 0, 0, 0];

    /// <summary>For each grade after the eighth.</summary>
    public static ImmutableArray<double> GradeStep { get; } = [-0.04, 0, 0, 0, 0.06, 0.03];

    /// <summary>Village less city in how much a value matters, in standard deviations, by scale of the section on values.</summary>
    public static ImmutableDictionary<string, double> VillageValues { get; } =
        ImmutableDictionary.CreateRange<string, double>([new("stability", 0.45), new("independence", -0.35)]);

    /// <summary>In each third municipality spatial tasks go so much worse, so that interests there rest on them less often.</summary>
    public const double SpatialLess = -1;

    /// <summary>Share of students with special conditions.</summary>
    public const double Special = 0.08;

    /// <summary>So much rarer these finish than their municipality does; the others as much more often as keeps its share.</summary>
    public const double SpecialLess = 0.15;

    /// <summary>Standard deviation of municipalities' own shifts, and of schools' within them.</summary>
    public const double MunicipalitySpread = 0.12;

    public const double SchoolSpread = 0.08;

    /// <summary>Of all who sit in a class: those who refuse, and those who begin and do not finish. Who never comes is what is left beside the municipality's share of finished ones.</summary>
    public const double Refused = 0.012;

    public const double Unfinished = 0.018;

    /// <summary>The least and the greatest share of a municipality's students who finish.</summary>
    public static (double Least, double Most) Finished { get; } = (0.84, 0.96);

    /// <summary>The least and the greatest mean of a municipality's satisfaction, 0–4 on each of the three questions.</summary>
    public static (double Least, double Most) Satisfaction { get; } = (2.2, 3.2);

    /// <summary>How often a wish for help is "none for now".</summary>
    public const double NoHelp = 0.22;

    /// <summary>The shift of one sphere for one student.</summary>
    public static double ShiftOf(int sphere, Sex sex, Settlement settlement, int grade, double place) =>
        ((sex == Sex.Female ? 0.5 : -0.5) * SexGap[sphere]) + (settlement == Settlement.Village ? VillageGap[sphere] : 0) + ((grade - 8) * GradeStep[sphere]) + place;

    /// <summary>The shifts of values in a settlement, half of the gap to either side.</summary>
    public static IEnumerable<KeyValuePair<string, double>> ValuesOf(Settlement settlement) =>
        VillageValues.Select(gap => KeyValuePair.Create(gap.Key, (settlement == Settlement.Village ? 0.5 : -0.5) * gap.Value));

    /// <summary>The share of students who finish, with special conditions or without, where <paramref name="all"/> do.</summary>
    public static double FinishedOf(double all, bool isSpecial) => isSpecial ? all - SpecialLess : all + (SpecialLess * Special / (1 - Special));

    /// <summary>Probabilities of the eight goals of the section on plans, in the order of its options.</summary>
    public static ImmutableArray<double> Goals(int grade, Settlement settlement) => (grade <= 9, settlement == Settlement.Village) switch
    {
        (true, false) => [0.40, 0.30, 0.12, 0.03, 0.02, 0.03, 0.02, 0.08],
        (true, true) => [0.28, 0.44, 0.07, 0.04, 0.03, 0.05, 0.02, 0.07],
        (false, false) => [0.05, 0.10, 0.66, 0.06, 0.02, 0.04, 0.02, 0.05],
        (false, true) => [0.06, 0.18, 0.54, 0.07, 0.03, 0.06, 0.02, 0.04],
    };

    /// <summary>Probabilities of the three answers to whether a talk is wanted: yes, maybe later, no.</summary>
    public static ImmutableArray<double> Talk(int grade) => grade is 9 or 11 ? [0.14, 0.36, 0.50] : [0.08, 0.36, 0.56];
}
