using System.Collections.Immutable;
using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Engine.Synthesis;

/// <summary>A municipality as it was planted.</summary>
/// <param name="Shifts">Of its students' spheres, in the order of <see cref="Planted.Spheres"/>.</param>
/// <param name="Finished">Share of its students who finish.</param>
/// <param name="Satisfaction">Mean of each question on satisfaction, 0–4.</param>
/// <param name="Spatial">Shift of its students in spatial tasks: <see cref="Planted.SpatialLess"/> or none.</param>
public sealed record SyntheticMunicipality(
    string Name, ImmutableArray<double> Shifts, double Finished, double Satisfaction, double Spatial, ImmutableArray<SyntheticSchool> Schools);

/// <param name="Shifts">Beside its municipality's.</param>
public sealed record SyntheticSchool(string Name, Settlement Settlement, ImmutableArray<double> Shifts, ImmutableArray<SyntheticClass> Classes);

/// <param name="Number">Its place among all classes: the seed of its students.</param>
public sealed record SyntheticClass(int Number, int Grade, string Letter, int Students);

/// <summary>What an invented region is made of. The same size gives the same plan.</summary>
public sealed record SyntheticPlan(SyntheticSize Size, ImmutableArray<SyntheticMunicipality> Municipalities)
{
    private const string Letters = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭ";

    /// <summary>In which order a school comes by its classes: small schools end with the ninth.</summary>
    private static readonly int[] GradesInTurn = [8, 9, 10, 11, 9, 8, 8, 9, 10, 9, 8, 11];

    /// <exception cref="ArgumentException">There is no region of this size.</exception>
    public static SyntheticPlan Of(SyntheticSize size)
    {
        if (size.Fault is { } fault)
        {
            throw new ArgumentException(fault, nameof(size));
        }

        var random = new Random(size.Seed);
        int[] schools = Spread(size.Schools, size.Municipalities, size.Schools, random);
        int[] classes = Spread(size.Classes, size.Schools, SyntheticSize.MostClassesInSchool, random);
        int[] students = Even(size.Students, size.Classes, random);
        int school = 0, number = 0;
        var made = ImmutableArray.CreateBuilder<SyntheticMunicipality>(size.Municipalities);
        for (int index = 0; index < size.Municipalities; index++)
        {
            ImmutableArray<double> shifts = Draw(Planted.MunicipalitySpread, random);
            double finished = Between(Planted.Finished, random), satisfaction = Between(Planted.Satisfaction, random);
            bool isCity = index % 5 == 0;
            var built = ImmutableArray.CreateBuilder<SyntheticSchool>(schools[index]);
            for (int place = 0; place < schools[index]; place++, school++)
            {
                Settlement settlement = isCity || random.NextDouble() < 0.35 ? Settlement.City : Settlement.Village;
                ImmutableArray<double> own = Draw(Planted.SchoolSpread, random);
                built.Add(new SyntheticSchool($"Школа № {place + 1}", settlement, own, ClassesOf(classes[school], students, ref number)));
            }

            made.Add(new SyntheticMunicipality($"{(isCity ? "Город" : "Район")} {index + 1:000}", shifts, finished, satisfaction, index % 3 == 2 ? Planted.SpatialLess : 0, built.MoveToImmutable()));
        }

        return new SyntheticPlan(size, made.MoveToImmutable());
    }

    private static ImmutableArray<SyntheticClass> ClassesOf(int count, int[] students, ref int number)
    {
        var used = new Dictionary<int, int>();
        var made = ImmutableArray.CreateBuilder<SyntheticClass>(count);
        for (int index = 0; index < count; index++, number++)
        {
            int grade = GradesInTurn[index % GradesInTurn.Length];
            int letter = used[grade] = used.GetValueOrDefault(grade, -1) + 1;
            made.Add(new SyntheticClass(number, grade, Letters[letter % Letters.Length].ToString(), students[number]));
        }

        return made.MoveToImmutable();
    }

    /// <summary>So many over so many holders, one each at least, the rest unevenly, as towns and villages are.</summary>
    private static int[] Spread(int total, int holders, int most, Random random)
    {
        double[] weights = [.. Enumerable.Range(0, holders).Select(_ => Math.Exp(0.7 * SimulatedStudent.Normal(random)))];
        double sum = weights.Sum();
        int[] counts = [.. weights.Select(weight => Math.Min(most, 1 + (int)((total - holders) * weight / sum)))];
        for (int left = total - counts.Sum(), at = 0; left > 0; at = (at + 1) % holders)
        {
            if (counts[at] < most)
            {
                counts[at]++;
                left--;
            }
        }

        return counts;
    }

    /// <summary>Classes of about one size.</summary>
    private static int[] Even(int total, int classes, Random random)
    {
        int[] counts = [.. Enumerable.Range(0, classes).Select(index => (total / classes) + (index < total % classes ? 1 : 0))];
        for (int index = 0; index + 1 < classes; index += 2)
        {
            int moved = random.Next(0, Math.Min(6, counts[index + 1]));
            counts[index] += moved;
            counts[index + 1] -= moved;
        }

        return counts;
    }

    private static ImmutableArray<double> Draw(double spread, Random random) => [.. Planted.Spheres.Select(_ => spread * SimulatedStudent.Normal(random))];

    private static double Between((double Least, double Most) ends, Random random) => ends.Least + ((ends.Most - ends.Least) * random.NextDouble());
}
