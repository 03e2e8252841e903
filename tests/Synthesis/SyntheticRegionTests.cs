using System.Text.Json;
using Diagnostics.Engine;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Synthesis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Synthesis;

/// <summary>An invented region: as large as it was asked for, the same by the same seed, sound, and with the differences that were planted.</summary>
public sealed class SyntheticRegionTests
{
    private static readonly SyntheticSize Small = new(Municipalities: 2, Schools: 6, Classes: 64, Students: 1_600, Seed: 5);

    public static readonly TheoryData<SyntheticSize> Sizes = [SyntheticSize.Whole, Small, new(1, 1, 1, 1, 0), new(7, 20, 600, 19_200, -3)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_plan_is_as_large_as_it_was_asked_for_and_the_same_by_the_same_seed(SyntheticSize size)
    {
        var plan = SyntheticPlan.Of(size);
        SyntheticSchool[] schools = [.. plan.Municipalities.SelectMany(one => one.Schools)];
        SyntheticClass[] classes = [.. schools.SelectMany(one => one.Classes)];
        Assert.Equal(
            (size.Municipalities, size.Schools, size.Classes, size.Students), (plan.Municipalities.Length, schools.Length, classes.Length, classes.Sum(one => one.Students)));
        Assert.All(classes, one => Assert.InRange(one.Students, 1, 40));
        Assert.All(schools, one => Assert.Equal(one.Classes.Length, one.Classes.DistinctBy(each => (each.Grade, each.Letter)).Count()));
        Assert.Equal(Enumerable.Range(0, size.Classes), classes.Select(one => one.Number));
        Assert.Equal(JsonSerializer.Serialize(plan), JsonSerializer.Serialize(SyntheticPlan.Of(size)));
        Assert.NotEqual(JsonSerializer.Serialize(plan.Municipalities), JsonSerializer.Serialize(SyntheticPlan.Of(size with { Seed = size.Seed + 1 }).Municipalities));
    }

    [Theory]
    [InlineData(0, 1, 1, 1, "municipalities")]
    [InlineData(2, 1, 9, 9, "Every municipality")]
    [InlineData(1, 9, 8, 9, "Every school")]
    [InlineData(1, 1, 31, 40, "Schools have")]
    [InlineData(1, 2, 9, 8, "Every class")]
    [InlineData(1, 1, 1, 33, "Classes have")]
    public void A_size_that_cannot_be_is_refused_with_the_reason(int municipalities, int schools, int classes, int students, string reason) => Assert.Contains(
        reason, Assert.Throws<ArgumentException>(() => SyntheticPlan.Of(new SyntheticSize(municipalities, schools, classes, students, 1))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_region_is_sound_and_has_the_differences_that_were_planted()
    {
        string folder = Directory.CreateTempSubdirectory("diagnostics-synthesis-").FullName;
        try
        {
            EngineOptions options = new() { DataFolder = folder };
            var plan = SyntheticPlan.Of(Small);
            await using (DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, default))
            {
                List<double> told = [];
                await engine.SynthesizeAsync(plan, new Told(told), default);
                Assert.Equal(1, told.Max());
                await Assert.ThrowsAsync<InvalidOperationException>(() => engine.SynthesizeAsync(plan, new Told(told), default));

                IReadOnlyList<SeatRow> seats = await engine.Store.QueryAsync<SeatRow>(Seats, null, default);
                Assert.Equal(Small.Students, seats.Count);
                Assert.All(seats, seat => Assert.True(seat.Simulated));
                AssertTookPart(plan, seats);
                AssertGaps(seats);
            }

            StoreReport report = new StoreVerifier(ContentShelf.Load(null).Batteries).Verify(options, new Told([]), default);
            Assert.Empty(report.Faults);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private const string Seats = """
        SELECT m.name AS Municipality, t.sex, x.state, x.simulated, n.group_facts AS Facts
        FROM seat t
        JOIN test_session x ON x.seat_id = t.id
        JOIN school_class c ON c.id = t.class_id
        JOIN school s ON s.id = c.school_id
        JOIN municipality m ON m.id = s.municipality_id
        LEFT JOIN review_need n ON n.session_id = x.id
        """;

    private static void AssertTookPart(SyntheticPlan plan, IReadOnlyList<SeatRow> seats)
    {
        foreach (SyntheticMunicipality planned in plan.Municipalities)
        {
            SeatRow[] own = [.. seats.Where(seat => seat.Municipality == planned.Name)];
            double error = Math.Sqrt(planned.Finished * (1 - planned.Finished) / own.Length);
            Assert.InRange(own.Count(seat => seat.State == "finished") / (double)own.Length, planned.Finished - (4 * error), planned.Finished + (4 * error));
        }
    }

    /// <summary>Answers hold the latent gaps with their own error and within each grade: smaller, in the same order.</summary>
    private static void AssertGaps(IReadOnlyList<SeatRow> seats)
    {
        (string Sex, double[] Places)[] told = [.. seats.Where(seat => seat.Facts is not null).Select(seat => (seat.Sex, GroupFacts.FromJson(seat.Facts!).Interests))
            .Where(one => one.Interests is { Raw: { } raw } && raw.Sum() > 0).Select(one => (one.Sex, one.Interests!.Raw.Select(raw => raw / one.Interests.Raw.Sum()).ToArray()))];
        double[] gaps = [.. Enumerable.Range(0, 6).Select(sphere => Mean(told, "female", sphere) - Mean(told, "male", sphere))];
        double[] planted = [.. Planted.SexGap.Select(gap => gap - Planted.SexGap.Average())];
        double together = gaps.Zip(planted, (gap, plan) => gap * plan).Sum()
            / Math.Sqrt(gaps.Sum(gap => gap * gap) * planted.Sum(plan => plan * plan));
        Assert.InRange(together, 0.97, 1);
        Assert.True(gaps[0] < -0.01 && gaps[3] > 0.01, string.Join(' ', gaps));
    }

    private static double Mean((string Sex, double[] Places)[] told, string sex, int sphere) => told.Where(one => one.Sex == sex).Average(one => one.Places[sphere]);

    private sealed class Told(List<double> values) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (values)
            {
                values.Add(value);
            }
        }
    }

    private sealed record SeatRow
    {
        public required string Municipality { get; init; }

        public required string Sex { get; init; }

        public required string State { get; init; }

        public required bool Simulated { get; init; }

        public string? Facts { get; init; }
    }
}
