using System.Globalization;
using Diagnostics.Engine.Methods;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Tests.Reference;

namespace Diagnostics.Tests.Methods;

/// <summary>Keys of methods on paper: what is one, and that the numbers are those of the verb `score --key`.</summary>
public sealed class MethodKeyTests
{
    private const string Pairs = "pair,option,type\n1,а,Ч\n1,б,Т\n2,а,Т\n2,б,Ч\n";

    [Theory]
    [InlineData("", TableFault.Unreadable, 1, null)]
    [InlineData("item,scale,min,max\n1,R,0,4\n", TableFault.NoColumn, 1, null)]
    [InlineData("item,scale,min,max,reverse\n", TableFault.NoRows, 1, null)]
    [InlineData("item,scale,min,max,reverse\n1,R,0,4\n", TableFault.CellCount, 2, null)]
    [InlineData("item,scale,min,max,reverse\n1,,0,4,0\n", TableFault.Empty, 2, "scale")]
    [InlineData("item,scale,min,max,reverse\n1,R,0,4,0\n2,R,4,2,0\n", TableFault.NotWhole, 3, "max")]
    [InlineData("item,scale,min,max,reverse\n1,R,0,4,да\n", TableFault.NotWhole, 2, "reverse")]
    [InlineData("item,scale,min,max,reverse\n1,R,0,4,0\n1,R,0,4,1\n", TableFault.Repeated, 3, "item")]
    [InlineData("item,scale,min,max,reverse\n1,R,0,2,0\n1,I,3,4,0\n", TableFault.NoAnswer, 0, "item")]
    [InlineData("item,scale,min,max,reverse\nМне нравится чинить велосипеды,R,0,2,0\n", TableFault.TooLong, 0, "item")]
    [InlineData("pair,option,type\n1,а,Ч\n", TableFault.OneOption, 2, null)]
    public void A_bad_key_is_told_with_its_line_and_column(string text, TableFault kind, long line, string? column)
    {
        KeyLook look = MethodDesk.Look(text, MissingAnswers.NoScore);
        Assert.Equal(new KeyFault(kind, line, column), look.Fault);
        Assert.Empty(look.Items);
    }

    [Fact]
    public void A_key_is_told_by_items_scales_and_ranges()
    {
        KeyLook look = MethodDesk.Look(MethodHouse.Key, MissingAnswers.NoScore);
        Assert.Null(look.Fault);
        Assert.Equal([("1", 0, 4), ("2", 0, 4), ("3", 1, 3)], look.Items.Select(item => (item.Name, item.Least, item.Most)));
        Assert.Equal([new MethodScale("Р", ScaleKind.Normative, 2, 0, 8, 1), new MethodScale("Техника", ScaleKind.Normative, 1, 1, 3, 0)], look.Scales.ToArray());
        KeyLook pairs = MethodDesk.Look(Pairs, MissingAnswers.NoScore);
        Assert.Equal(["а", "б"], pairs.Items[0].Options.ToArray());
        Assert.All(pairs.Scales, scale => Assert.Equal((ScaleKind.Ipsative, 0, 2), (scale.Kind, scale.Lowest, scale.Highest)));
    }

    [Fact]
    public void An_unanswered_item_leaves_its_scale_without_a_score_unless_the_author_said_otherwise()
    {
        int?[] answers = [3, null, 2];
        MethodScore[] strict = [.. MethodKey.Read(MethodHouse.Key, MissingAnswers.NoScore).Score(answers)];
        Assert.Equal((null, 1, 2, null), (strict[0].Raw, strict[0].Answered, strict[0].Items, strict[0].Low));
        Assert.Equal((2.0, 0.5), (strict[1].Raw!.Value, strict[1].Share!.Value));
        string four = "item,scale,min,max,reverse\n1,R,0,4,0\n2,R,0,4,0\n3,R,0,4,0\n4,R,0,4,0\n";
        Assert.Equal(8, MethodKey.Read(four, MissingAnswers.Prorated).Score([1, 2, 3, null])[0].Raw);
        Assert.Null(MethodKey.Read(four, MissingAnswers.NoScore).Score([1, 2, 3, null])[0].Raw);
        Assert.Null(MethodKey.Read(Pairs, MissingAnswers.NoScore).Score([1, null])[0].Raw);
        MethodScore pair = MethodKey.Read(Pairs, MissingAnswers.Prorated).Score([1, null])[0];
        Assert.Equal((0.0, null), (pair.Raw!.Value, pair.Low));
    }

    /// <summary>The same file through the verb's own code and through a school's key, row by row.</summary>
    [Theory]
    [InlineData("riasec12_key.csv", "riasec12_responses.csv", 8)]
    [InlineData("ddo20_key.csv", "ddo20_answers.csv", 300)]
    public void The_numbers_are_those_of_the_verb_score(string keyName, string responseName, int count)
    {
        string keyFile = FileOf(keyName);
        using StringWriter table = new(CultureInfo.InvariantCulture);
        new ScoreTable(new ResponseSource(FileOf(responseName), KeyCsv.Read(keyFile)), new ScoreTableOptions()).Run(table, null, default);
        string[][] scored = [.. table.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split(','))];

        MethodKey key = MethodKey.Read(File.ReadAllText(keyFile), MissingAnswers.Prorated);
        using TableReader rows = TableReader.Open(FileOf(responseName));
        int line = 0;
        while (rows.Read())
        {
            line++;
            int?[] answers = [.. key.Items.Select(item => AnswerOf(item, rows[rows.IndexOf(item.Name)]))];
            // A row without any answer is no sheet.
            Assert.Equal(answers.Any(answer => answer is not null), key.Takes(answers));
            foreach (MethodScore score in key.Score(answers))
            {
                string raw = scored[line][Array.IndexOf(scored[0], $"raw_{score.Scale}")];
                Assert.Equal(raw.Length == 0 ? null : double.Parse(raw, CultureInfo.InvariantCulture), score.Raw);
                Assert.Equal(scored[line][Array.IndexOf(scored[0], $"n_{score.Scale}")], score.Answered.ToString(CultureInfo.InvariantCulture));
            }
        }

        Assert.Equal((count, count + 1), (line, scored.Length));
    }

    private static string FileOf(string name) =>
        name.StartsWith("riasec", StringComparison.Ordinal) ? Path.Combine(Repository.Root, "examples", name) : ReferenceTable.FreePath(name);

    private static int? AnswerOf(MethodItem item, string cell) => cell.Length == 0 ? null
        : item.Options.IsEmpty ? int.Parse(cell, CultureInfo.InvariantCulture)
        : item.Options.IndexOf(cell);
}
