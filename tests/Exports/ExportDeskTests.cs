using Diagnostics.Engine.Exports;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Exports;

/// <summary>Whose rows are exported, and that no more than some of them are ever in memory.</summary>
public sealed class ExportDeskTests(ExportHouse house) : IClassFixture<ExportHouse>
{
    [Fact]
    public async Task Whoever_withdrew_is_in_no_file_not_even_of_a_plan_made_before()
    {
        ExportPlan before = await house.PlanAsync(house.Order);
        string[] gone = [.. before.Persons.Take(2).Select(person => person.SessionId)];
        await SetAsync("UPDATE test_session SET consent = 0 WHERE id = @id", gone[0]);
        await SetAsync("UPDATE test_session SET parent_consent = 0 WHERE id = @id", gone[1]);
        try
        {
            ExportPlan after = await house.PlanAsync(house.Order);
            Assert.Equal(before.Summary.Finished - 2, after.Summary.Finished);
            Assert.Empty(after.Persons.Select(person => person.SessionId).Intersect(gone));
            using MemoryStream file = new();
            Assert.Equal(before.Summary.Rows - 2, await house.Engine.Exports.WriteAsync(before, ExportFormat.Csv, "tester", file, new Progress<double>(), default));
        }
        finally
        {
            await SetAsync("UPDATE test_session SET consent = 1 WHERE id = @id", gone[0]);
            await SetAsync("UPDATE test_session SET parent_consent = NULL WHERE id = @id", gone[1]);
        }
    }

    [Fact]
    public async Task Sessions_that_enter_no_norms_are_told_only_when_asked_for()
    {
        ExportOrder counted = house.Order with { IsEverybody = false };
        ExportPlan before = await house.PlanAsync(counted);
        string room = (await house.Engine.Store.QueryAsync<string>("SELECT MIN(class_id) FROM test_session WHERE state = 'finished'", null, default)).Single();
        Assert.True(await house.Engine.Irregularities.NoteAsync(room, null, IrregularityKind.PowerCut, "tester", default));
        ExportPlan after = await house.PlanAsync(counted);
        Assert.True(after.Summary.Apart > before.Summary.Apart);
        Assert.All(after.Persons, person => Assert.Equal(RowStanding.Counts, person.Traits.Standing));
        Assert.Contains((await house.PlanAsync(house.Order with { Traits = new TraitDetail(false, false, false, PlaceDetail.None) })).Persons, person => person.Traits.Standing == RowStanding.Other);
    }

    [Fact]
    public async Task An_order_names_a_campaign_of_the_region_and_a_group_of_five_at_least()
    {
        Assert.Null(await house.Engine.Exports.PlanAsync(house.Region, house.Order with { CampaignId = "another" }, new Progress<double>(), default));
        Assert.Null(await house.Engine.Exports.PlanAsync("another", house.Order, new Progress<double>(), default));
        await Assert.ThrowsAsync<ArgumentException>(() => house.Engine.Exports.PlanAsync(house.Region, house.Order with { LeastAlike = 4 }, new Progress<double>(), default));
        Assert.Equal(ExportOrderFault.Nothing, (house.Order with { HasItems = false, HasTimes = false, HasScores = false }).Fault);
        Assert.Equal(ExportOrderFault.TimesAlone, (house.Order with { HasItems = false }).Fault);
        Assert.Equal(ExportOrderFault.Share, (house.Order with { MostLeftOut = double.NaN }).Fault);
        ExportPlan few = await house.PlanAsync(house.Order with { Instruments = ["riasec"], HasTimes = false, HasItems = false });
        Assert.All(few.Book.Columns.Where(column => column.Role != ColumnRole.Person), column => Assert.Equal("riasec", column.Form!.Instrument));
    }

    [Theory]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Xlsx)]
    [InlineData(ExportFormat.Xapi)]
    [InlineData(ExportFormat.Qti)]
    public async Task Ten_times_the_rows_wait_no_longer_in_memory(ExportFormat format)
    {
        ExportPlan once = await house.PlanAsync(house.Order with { Instruments = ["riasec"], HasTimes = false });
        ExportPlan many = new(once.Order, once.RegionId, once.Summary, once.Book, [.. Enumerable.Repeat(once.Persons, 10).SelectMany(persons => persons)]);
        CountingStream target = new();
        int rows = await house.Engine.Exports.WriteAsync(many, format, "tester", target, new Progress<double>(), default);
        Assert.Equal(10 * once.Persons.Length, rows);
        Assert.True(target.Written > 4 * target.Largest, $"{target.Largest} of {target.Written} bytes at once.");
    }

    [Fact]
    public async Task Rows_that_were_written_are_let_go()
    {
        ExportPlan once = await house.PlanAsync(house.Order);
        ExportPlan many = new(once.Order, once.RegionId, once.Summary, once.Book, [.. Enumerable.Repeat(once.Persons, 5).SelectMany(persons => persons)]);
        List<WeakReference> seen = [];
        int most = 0;
        await foreach (IReadOnlyList<ExportCell[]> rows in new ExportRows(house.Engine.Store, house.Engine.Batteries).ReadAsync(many, default))
        {
            seen.AddRange(rows.Select(row => new WeakReference(row)));
            GC.Collect();
            most = Math.Max(most, seen.Count(row => row.IsAlive));
        }

        Assert.Equal(many.Persons.Length, seen.Count);
        Assert.InRange(most, 1, 600);
    }

    [Fact]
    public async Task The_verb_writes_a_file_and_tells_what_is_wrong_with_an_order()
    {
        // Only one process writes SQLite.
        await using ExportVerb verb = await ExportVerb.OpenAsync();
        (int code, string said) = await verb.RunAsync("--format", "r", "--by", "grade,sex,school", "--k", "7");
        Assert.True(code == 0, said);
        Assert.Contains("rows in", said, StringComparison.Ordinal);
        Assert.Equal(["codebook.json", "data.csv", "load.R"], ExportHouse.PartsOf(await File.ReadAllBytesAsync(verb.File)).Keys.Order(StringComparer.Ordinal));
        (int scores, string told) = await verb.RunAsync("--only", "scores");
        Assert.True(scores == 0, told);
        string[] names = ExportHouse.PartsOf(await File.ReadAllBytesAsync(verb.File))["data.csv"].Split('\n')[0].Trim().Split(',');
        Assert.Equal((true, false), (names.Contains("riasec_raw_R"), names.Any(name => name.StartsWith("riasec_r", StringComparison.Ordinal) && char.IsAsciiDigit(name[^1]))));
        Assert.Equal((1, "--times: they stand beside answers, and --only scores leaves those out."), await verb.RunAsync("--only", "scores", "--times"));
        Assert.Equal((1, "--k: from 5 to 1000."), await verb.RunAsync("--k", "4"));
        Assert.Equal((1, "--by: \"name\" is none of grade, sex, settlement, municipality, school."), await verb.RunAsync("--by", "grade,name"));
        Assert.StartsWith("--instrument: \"iq\" is none of ", (await verb.RunAsync("--instrument", "iq")).Said, StringComparison.Ordinal);
        Assert.StartsWith("--year: there are lessons of ", (await verb.RunAsync("--year", "1999")).Said, StringComparison.Ordinal);
        Assert.Contains("diagnostics export answers", RosterCommands.CreateExport().Description, StringComparison.Ordinal);
    }

    private Task<int> SetAsync(string sql, string id) => house.Engine.Writer.RunAsync(null, scope => scope.Execute(sql, new { id }), default);

    /// <summary>Counts what comes, and the most that came at once.</summary>
    private sealed class CountingStream : MemoryStream
    {
        public long Written { get; private set; }

        public long Largest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            (Written, Largest) = (Written + buffer.Length, Math.Max(Largest, buffer.Length));
            return ValueTask.CompletedTask;
        }
    }
}
