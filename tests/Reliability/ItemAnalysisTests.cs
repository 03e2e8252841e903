using System.CommandLine;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Tests.Instruments;
using Diagnostics.Tests.Reference;
using Diagnostics.Tests.Scoring;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Reliability;

public sealed class ItemAnalysisTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_order_of_the_files_columns_says_what_a_section_did_not_reach()
    {
        var key = ScoringKey.Create(["a", "b", "c"], [Samples.Section(0, 1, 2)]);
        ReferenceTable asInTheKey = Analyse(key, "a,b,c\n1,1,\n0,0,1\n1,1,1\n");
        ReferenceTable asGiven = Analyse(key, "c,b,a\n,1,1\n1,0,0\n1,1,1\n");
        Assert.Equal((2, 1, 3), (asInTheKey.Number(0, "n_complete"), asInTheKey.Number(0, "not_reached"), asInTheKey.Number(0, "rows")));
        Assert.Equal((3, 0, 3), (asGiven.Number(0, "n_complete"), asGiven.Number(0, "not_reached"), asGiven.Number(0, "rows")));
    }

    [Fact]
    public void A_mixed_key_has_statistics_for_the_scales_that_compare_persons_and_names_the_others()
    {
        var key = ScoringKey.Create(
            ["a", "b"],
            [
                new IpsativeScale("x", [new ItemKey.Options(0, [1, 0])], new MissingRule.Tolerate(0)),
                new NormativeScale("y", [new ItemKey.Rating(1, 0, 4, false)], new MissingRule.Prorate(1)),
            ]);
        ItemAnalysis analysis = new(new ResponseSource(_folder.Write("r.csv", "a,b\n0,1\n1,3\n"), KeyedItems.Of(key)));
        analysis.Run(progress: null, CancellationToken.None);
        using StringWriter scales = new();
        using StringWriter items = new();
        analysis.WriteScales(scales, excel: false);
        analysis.WriteItems(items, excel: false);

        Assert.Equal("x", Assert.Single(analysis.LeftOut));
        Assert.Equal("y", ReferenceTable.Parse(scales.ToString()).Text(0, "scale"));
        Assert.Equal(1, ReferenceTable.Parse(items.ToString()).Rows);
        Assert.Equal("b", ReferenceTable.Parse(items.ToString()).Text(0, "item"));
    }

    [Fact]
    public async Task The_verb_says_which_scales_of_an_instrument_were_left_out()
    {
        byte[] json = System.Text.Encoding.UTF8.GetBytes(SampleInstrument.Json().ToJsonString());
        string instrument = _folder.Write("sample.json", json);
        string header = string.Join(',', InstrumentReader.Read(json).Instrument!.Forms["full"].Key.Items);
        string[] arguments =
        [
            "--instrument", instrument, "--responses", _folder.Write("responses.csv", $"{header}\n"),
            "--out-scales", _folder.PathOf("scales.csv"),
        ];
        using StringWriter messages = new();
        int exit = await ItemsCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Error = messages });

        Assert.True(exit == 0, messages.ToString());
        Assert.Contains("Left out, because ipsative (persons cannot be compared): left, right.", messages.ToString(), StringComparison.Ordinal);
        var table = ReferenceTable.Read(_folder.PathOf("scales.csv"));
        Assert.Equal(["one", "two"], Enumerable.Range(0, table.Rows).Select(row => table.Text(row, "scale")));
    }

    private ReferenceTable Analyse(ScoringKey key, string responses)
    {
        ItemAnalysis analysis = new(new ResponseSource(_folder.Write("r.csv", responses), KeyedItems.Of(key)));
        analysis.Run(progress: null, CancellationToken.None);
        using StringWriter scales = new();
        analysis.WriteScales(scales, excel: false);
        return ReferenceTable.Parse(scales.ToString());
    }
}
