using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Exports;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Qti;
using Diagnostics.Engine.Results;
using Diagnostics.Tests.EndToEnd;
using Diagnostics.Tests.Instruments;
using Diagnostics.Tests.Qti;

namespace Diagnostics.Tests.Exports;

/// <summary>Every file is read back and held against the store.</summary>
public sealed partial class ExportFileTests(ExportHouse house) : IClassFixture<ExportHouse>
{
    [Fact]
    public async Task A_table_holds_what_was_answered_and_each_group_of_rows_is_large_enough()
    {
        ExportPlan plan = await house.PlanAsync(house.Order);
        (string[] names, List<string[]> rows) = Table(ExportHouse.PartsOf(await house.FileAsync(plan, ExportFormat.Csv))["data.csv"], ',');
        Assert.Equal((plan.Summary.Rows, plan.Summary.Columns, plan.Summary.Rows), (rows.Count, names.Length, rows.Select(row => row[0]).Distinct().Count()));
        Assert.InRange(plan.Summary.Rows, 200, 420);
        Assert.Equal(plan.Summary.Finished, plan.Summary.Rows + plan.Summary.LeftOut);
        int[] traits = [.. names.Select((name, at) => (name, at)).Where(one => one.name is "simulated" or "grade" or "sex" or "settlement" or "municipality" or "battery" or "standing").Select(one => one.at)];
        Assert.All(rows.CountBy(row => string.Join('|', traits.Select(at => row[at]))), group => Assert.True(group.Value >= 5));
        Assert.All(rows, row => Assert.Equal("1", row[Array.IndexOf(names, "simulated")]));
        Assert.All(rows, row => Assert.Matches("^r[0-9a-f]{19}$", row[0]));

        // The same answers and scores as the store has, row by row, whoever gave them.
        int[] items = [.. names.Select((name, at) => (name, at)).Where(one => InterestItem().IsMatch(one.name)).Select(one => one.at)];
        int[] scales = [.. "RIASEC".Select(letter => Array.IndexOf(names, $"riasec_raw_{letter}"))];
        Assert.Equal(60, items.Length);
        string[] stored = await StoredAsync(plan);
        Assert.Equal(stored, rows.Where(row => items.Any(at => row[at].Length > 0)).Select(row => string.Join(' ', items.Select(at => row[at])) + " = " + string.Join(' ', scales.Select(at => row[at]))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_in_any_file_leads_back_to_a_person()
    {
        ExportPlan plan = await house.PlanAsync(house.Order with { Instruments = ["riasec"], Traits = new TraitDetail(true, true, true, PlaceDetail.School), MostLeftOut = 1 });
        Assert.True(plan.Summary.Rows > 0);
        Assert.Equal(PlaceDetail.School, plan.Summary.Told.Place);
        Assert.Empty(plan.Book.Columns.Select(column => column.Name).Intersect(["municipality", "settlement"]));
        string[] secrets = [.. (await house.Engine.Store.QueryAsync<string>(Secrets, null, default)).Where(secret => secret.Length > 5).Distinct()];
        Assert.True(secrets.Length > 500);
        foreach (ExportFormat format in Enum.GetValues<ExportFormat>())
        {
            byte[] file = await house.FileAsync(plan, format);
            IEnumerable<string> texts = format == ExportFormat.Codebook ? [System.Text.Encoding.UTF8.GetString(file)] : ExportHouse.PartsOf(file).Values;
            foreach (string text in texts)
            {
                HashSet<string> words = [.. Words().Matches(text).Select(match => match.Value)];
                Assert.DoesNotContain(secrets, secret => secret.Contains(' ', StringComparison.Ordinal) ? text.Contains(secret, StringComparison.Ordinal) : words.Contains(secret));
            }
        }

        // Two files of one plan have no number in common, and their rows stand in no order of the store.
        string[] first = [.. Table(ExportHouse.PartsOf(await house.FileAsync(plan, ExportFormat.Csv))["data.csv"], ',').Rows.Select(row => row[0])];
        string[] second = [.. Table(ExportHouse.PartsOf(await house.FileAsync(plan, ExportFormat.Csv))["data.csv"], ',').Rows.Select(row => row[0])];
        Assert.Empty(first.Intersect(second));
        ExportPlan again = await house.PlanAsync(plan.Order);
        Assert.NotEqual(plan.Persons.Select(person => person.SessionId), again.Persons.Select(person => person.SessionId));
        Assert.NotEqual(plan.Persons.Select(person => person.SessionId).Order(StringComparer.Ordinal), plan.Persons.Select(person => person.SessionId));
    }

    [Fact]
    public async Task For_Excel_there_are_a_mark_semicolons_and_decimal_commas()
    {
        string text = ExportHouse.PartsOf(await house.FileAsync(await house.PlanAsync(house.Order), ExportFormat.ExcelCsv))["data.csv"];
        Assert.Equal('\uFEFF', text[0]);
        Assert.Contains(";", text.Split("\r\n")[0], StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex(@";\d+\.\d+;"), text);
    }

    [Fact]
    public async Task A_workbook_goes_on_on_another_sheet_where_one_is_full()
    {
        ExportPlan plan = await house.PlanAsync(house.Order with { HasTimes = false });
        byte[] whole = await house.FileAsync(plan, ExportFormat.Xlsx);
        Assert.Equal([plan.Summary.Rows + 1, plan.Summary.Columns + 1], SheetsOf(whole).Select(sheet => sheet.Rows.Count));
        using MemoryStream file = new();
        using (ExportWorkbook workbook = new(plan, file, mostRows: 101))
        {
            await foreach (IReadOnlyList<ExportCell[]> rows in new ExportRows(house.Engine.Store, house.Engine.Batteries).ReadAsync(plan, default))
            {
                foreach (ExportCell[] row in rows)
                {
                    workbook.Row(row);
                }
            }

            workbook.Complete();
        }

        (string Name, List<Dictionary<string, string>> Rows)[] sheets = [.. SheetsOf(file.ToArray())];
        Assert.Equal(["Данные", "Данные 2", "Данные 3"], sheets.Take(3).Select(sheet => sheet.Name));
        Assert.Equal("Описание", sheets[^1].Name);
        Assert.Equal(plan.Summary.Rows, sheets[..^1].Sum(sheet => sheet.Rows.Count - 1));
        Assert.All(sheets[..^1], sheet => Assert.Equal((true, "row"), (sheet.Rows.Count <= 101, sheet.Rows[0]["A"])));
        string last = sheets[0].Rows[0].Last().Key;
        Assert.Equal(plan.Book.Columns[^1].Name, sheets[0].Rows[0][last]);
        Assert.Equal(plan.Book.Columns.Select(column => column.Label), sheets[^1].Rows.Skip(1).Select(row => row["B"]));
        if (OfficeReader.IsThere)
        {
            string path = Path.Combine(house.Folder, "answers.xlsx");
            await File.WriteAllBytesAsync(path, whole);
            using OfficeReader office = new();
            string[] read = await office.RowsAsync(path);
            Assert.Equal(plan.Summary.Rows + 1, read.Length);
            Assert.StartsWith("row;simulated;year;", read[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Syntax_of_SPSS_names_the_columns_of_its_table_and_what_their_values_mean()
    {
        ExportPlan plan = await house.PlanAsync(house.Order);
        Dictionary<string, string> parts = ExportHouse.PartsOf(await house.FileAsync(plan, ExportFormat.Spss));
        Assert.Equal(["codebook.json", "data.csv", "data.sps"], parts.Keys.Order(StringComparer.Ordinal));
        string syntax = parts["data.sps"];
        (string[] names, List<string[]> rows) = Table(parts["data.csv"], ',');
        string variables = syntax[(syntax.IndexOf("/VARIABLES=", StringComparison.Ordinal) + 11)..syntax.IndexOf(".\n\nVARIABLE LABELS", StringComparison.Ordinal)];
        Assert.Equal(names, variables.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(' ')[0]));
        Assert.All(names, name => Assert.Matches("^[A-Za-z][A-Za-z0-9_]{0,62}[A-Za-z0-9]$", name));
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(QuotedTexts().Matches(syntax[syntax.IndexOf("VARIABLE LABELS", StringComparison.Ordinal)..]).Select(match => match.Value), text =>
            Assert.True(System.Text.Encoding.UTF8.GetByteCount(text) <= 257 && !text.Contains('\n', StringComparison.Ordinal)));
        Assert.Equal(0, syntax.Count(sign => sign == '\'') % 2);

        // Each value that stands under labels has one.
        Dictionary<string, HashSet<string>> labels = ValueLabels().Matches(syntax).ToDictionary(
            match => match.Groups[1].Value, match => Codes().Matches(match.Groups[2].Value).Select(code => code.Groups[1].Value).ToHashSet());
        Assert.Contains("sex", labels.Keys);
        foreach ((string name, HashSet<string> known) in labels.Where(one => plan.Book.Columns.Single(column => column.Name == one.Key) is { Values.Length: > 2 } or { Role: ColumnRole.Person }))
        {
            int at = Array.IndexOf(names, name);
            Assert.All(rows.Select(row => row[at]).Where(cell => cell.Length > 0).Distinct(), cell => Assert.Contains(cell, known));
        }
    }

    [Fact]
    public async Task A_script_of_R_names_the_same_columns_and_quotes_every_text()
    {
        ExportPlan plan = await house.PlanAsync(house.Order);
        Dictionary<string, string> parts = ExportHouse.PartsOf(await house.FileAsync(plan, ExportFormat.R));
        string script = parts["load.R"];
        string titles = script[script.IndexOf("titles <- list(", StringComparison.Ordinal)..script.IndexOf("values <- list(", StringComparison.Ordinal)];
        string[] named = [.. titles.Split('\n').Skip(1).Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(" = ")[0])];
        Assert.Equal(Table(parts["data.csv"], ',').Names, named);
        // Without its texts the script has no quotation mark, and every bracket is closed.
        string bare = RTexts().Replace(script, "");
        Assert.DoesNotContain("\"", string.Join('\n', bare.Split('\n').Where(line => !line.StartsWith('#'))), StringComparison.Ordinal);
        Assert.Equal(bare.Count(sign => sign == '('), bare.Count(sign => sign == ')'));
        Assert.Equal(bare.Count(sign => sign == '{'), bare.Count(sign => sign == '}'));
        Assert.Contains("\"женский\" = 1, \"мужской\" = 2", script, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slider_has_words_for_its_ends_alone_and_is_no_factor_of_R()
    {
        FormKey form = new("mood", "1.0", "full");
        ImmutableArray<ExportColumn> columns =
        [
            .. AnswerColumns.Of("mood_a", form, new Item("a", LocalText.Empty, new AnswerFormat.Slider(Word("плохо"), Word("хорошо")), []), new ColumnNames(), isChosen: false),
            .. AnswerColumns.Of("mood_b", form, new Item("b", LocalText.Empty, new AnswerFormat.Likert(1, [Word("нет"), Word("да")]), []), new ColumnNames(), isChosen: false),
        ];
        string script = RScript.Of(columns);
        Assert.Contains("factors <- c(\"mood_b\")\n", script, StringComparison.Ordinal);
        Assert.Contains("mood_a = c(\"плохо\" = 0, \"хорошо\" = 10)", script, StringComparison.Ordinal);
        Assert.Contains("for (name in intersect(factors, names(table)))", script, StringComparison.Ordinal);

        static LocalText Word(string russian) => new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("ru", russian));
    }

    [Fact]
    public async Task Statements_are_each_whole_and_their_actor_is_an_account_without_a_person()
    {
        ExportPlan plan = await house.PlanAsync(house.Order with { Instruments = ["riasec", "work-values", "plans"] });
        Dictionary<string, string> parts = ExportHouse.PartsOf(await house.FileAsync(plan, ExportFormat.Xapi));
        string[] lines = parts["statements-1.ndjson"].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        (_, List<string[]> rows) = Table(ExportHouse.PartsOf(await house.FileAsync(plan, ExportFormat.Csv))["data.csv"], ',');
        HashSet<string> ids = [], actors = [];
        foreach (string line in lines)
        {
            JsonElement statement = JsonDocument.Parse(line).RootElement;
            Assert.True(ids.Add(statement.GetProperty("id").GetString()!));
            Assert.True(Guid.TryParseExact(statement.GetProperty("id").GetString(), "D", out _));
            JsonElement actor = statement.GetProperty("actor");
            Assert.Equal(["objectType", "account"], actor.EnumerateObject().Select(part => part.Name));
            actors.Add(actor.GetProperty("account").GetProperty("name").GetString()!);
            string verb = statement.GetProperty("verb").GetProperty("id").GetString()!;
            Assert.True(Uri.IsWellFormedUriString(verb, UriKind.Absolute) && Uri.IsWellFormedUriString(statement.GetProperty("object").GetProperty("id").GetString(), UriKind.Absolute));
            JsonElement result = statement.GetProperty("result");
            if (verb.EndsWith("scored", StringComparison.Ordinal))
            {
                JsonElement score = result.GetProperty("score");
                Assert.InRange(score.GetProperty("raw").GetDouble(), score.GetProperty("min").GetDouble(), score.GetProperty("max").GetDouble());
            }
            else
            {
                Assert.NotNull(result.GetProperty("response").GetString());
            }

            Assert.False(statement.TryGetProperty("timestamp", out _));
        }

        Assert.Equal(rows.Count, actors.Count);
        Assert.True(lines.Length > 40 * rows.Count);
    }

    [Fact]
    public async Task Results_of_QTI_are_one_whole_file_a_session_and_call_items_as_packages_do()
    {
        ExportPlan plan = await house.PlanAsync(house.Order with { Instruments = ["riasec", "work-values", "plans", "aptitude-verbal"] });
        Dictionary<string, string> parts = ExportHouse.PartsOf(await house.FileAsync(plan, ExportFormat.Qti));
        (_, List<string[]> rows) = Table(ExportHouse.PartsOf(await house.FileAsync(plan, ExportFormat.Csv))["data.csv"], ',');
        XNamespace results = "http://www.imsglobal.org/xsd/imsqti_result_v3p0";
        XElement[] files = [.. parts.Where(part => part.Key != "codebook.json").Select(part => XDocument.Parse(part.Value).Root!)];
        Assert.Contains("codebook.json", parts.Keys);
        Assert.Equal(rows.Count, files.Length);
        Assert.Equal(files.Length, files.Select(file => file.Element(results + "context")!.Attribute("sourcedId")!.Value).Distinct().Count());
        HashSet<string> items = [.. plan.Book.Columns.Where(column => column.Item is not null).Select(column => $"{column.Form!.Instrument}_{column.Item}")];
        Dictionary<string, (string?, string?)> declared = DeclaredBy(plan);
        HashSet<string> scales = [.. files.SelectMany(file => file.Descendants(results + "outcomeVariable")).Where(one => one.Attribute("normalMaximum") is not null).Select(one => one.Attribute("identifier")!.Value)];
        Assert.NotEmpty(scales);
        Assert.Subset(ScalesOfLessons(), scales);
        foreach (XElement file in files)
        {
            Assert.Equal(results + "assessmentResult", file.Name);
            Assert.Equal(["context", "testResult"], file.Elements().Take(2).Select(part => part.Name.LocalName));
            XElement[] told = [.. file.Elements(results + "itemResult")];
            Assert.Equal(file.Elements().Count() - 2, told.Length);
            Assert.Equal(told.Length, told.Select(one => one.Attribute("identifier")!.Value).Distinct().Count());
            Assert.All(told, one => Assert.Contains(one.Attribute("identifier")!.Value, items));
            Assert.All(told, one => Assert.Equal(declared[one.Attribute("identifier")!.Value], TypeOf(one.Elements(results + "responseVariable").Single(answer => answer.Attribute("identifier")!.Value == "RESPONSE"))));
            Assert.All(told.Append(file.Element(results + "testResult")!), one => Assert.EndsWith("-01-01T00:00:00Z", one.Attribute("datestamp")!.Value, StringComparison.Ordinal));
            Assert.All(file.Descendants(results + "responseVariable"), one => Assert.Single(one.Elements(results + "candidateResponse")));
            foreach (XElement score in file.Descendants(results + "outcomeVariable").Where(one => one.Attribute("normalMaximum") is not null))
            {
                Assert.InRange(Number(score.Element(results + "value")!.Value), Number(score.Attribute("normalMinimum")!.Value), Number(score.Attribute("normalMaximum")!.Value));
            }
        }

        // The same answers as the table has, whatever the order of the rows and the form the item was asked in.
        int[] asked = [.. plan.Book.Columns.Select((column, at) => (column, at)).Where(one => one.column is { Item: "r01", Role: ColumnRole.Answer }).Select(one => one.at)];
        Assert.Equal(
            rows.SelectMany(row => asked.Select(at => row[at])).Where(cell => cell is not ("" or "-1")).Order(StringComparer.Ordinal),
            ValuesOf("riasec_r01").Select(value => value[1..]).Order(StringComparer.Ordinal));
        Assert.All(ValuesOf("work-values_" + plan.Book.Columns.First(column => column.Form?.Instrument == "work-values" && column.Item is not null).Item), value => Assert.Matches("^a[0-3] (BEST|WORST)$", value));
        int[] scored = [.. plan.Book.Columns.Select((column, at) => (column, at)).Where(one => one.column is { Form.Instrument: "riasec", Scale: "R", Role: ColumnRole.Raw }).Select(one => one.at)];
        Assert.Equal(
            rows.SelectMany(row => scored.Select(at => row[at])).Where(cell => cell.Length > 0).Order(StringComparer.Ordinal),
            files.SelectMany(file => file.Descendants(results + "outcomeVariable")).Where(one => one.Attribute("identifier")!.Value == "riasec_R").Select(one => one.Value).Order(StringComparer.Ordinal));

        IEnumerable<string> ValuesOf(string item) => files.SelectMany(file => file.Elements(results + "itemResult")).Where(one => one.Attribute("identifier")!.Value == item)
            .SelectMany(one => one.Elements(results + "responseVariable")).Where(one => one.Attribute("identifier")!.Value == "RESPONSE").SelectMany(one => one.Descendants(results + "value")).Select(value => value.Value);

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Results_of_QTI_declare_an_answer_of_each_format_as_a_package_does()
    {
        Instrument instrument = InstrumentReader.Read(Encoding.UTF8.GetBytes(SampleInstrument.Json().ToJsonString())).Instrument!;
        foreach (Item item in instrument.Forms["full"].Items)
        {
            StatementSubject subject = Assert.Single(new StatementColumns(AnswerColumns.Of("x", new FormKey("sample", "1.0.0", "full"), item, new ColumnNames(), isChosen: false)).Subjects);
            Assert.Same(item.Format, subject.Format);
        }

        Assert.Equal(("single", "float"), ItemPen.TypeOf(new AnswerFormat.NumberEntry(0, 20, 0)));
    }

    /// <summary>By item: how packages of the same instruments declare its response.</summary>
    private static Dictionary<string, (string?, string?)> DeclaredBy(ExportPlan plan)
    {
        ContentFiles content = new(null);
        return plan.Book.Columns.Select(column => column.Form).OfType<FormKey>().Select(form => (form.Instrument, form.Version)).Distinct()
            .SelectMany(one => QtiPackages.PartsOf(QtiPackages.Written(QtiContent.Of(content.Instrument(one.Instrument, one.Version)), QtiVersion.V22)))
            .Where(part => part.Key.StartsWith("items/", StringComparison.Ordinal))
            .Select(part => XDocument.Parse(Encoding.UTF8.GetString(part.Value)).Root!)
            .DistinctBy(item => item.Attribute("identifier")!.Value)
            .ToDictionary(item => item.Attribute("identifier")!.Value, item => TypeOf(item.Elements().Single(one => one.Name.LocalName == "responseDeclaration")));
    }

    /// <summary>Outcomes of the tests in packages of all batteries.</summary>
    private static HashSet<string> ScalesOfLessons()
    {
        ContentFiles content = new(null);
        return
        [
            .. ContentShelf.LoadBuiltIn().Batteries.All
                .Select(battery => QtiPackages.PartsOf(QtiPackages.Written(QtiContent.Of(battery, content), QtiVersion.V22))[$"test-{battery.Id}.xml"])
                .SelectMany(test => XDocument.Parse(Encoding.UTF8.GetString(test)).Root!.Elements().Where(one => one.Name.LocalName == "outcomeDeclaration").Select(one => one.Attribute("identifier")!.Value)),
        ];
    }

    private static (string?, string?) TypeOf(XElement response) => (response.Attribute("cardinality")?.Value, response.Attribute("baseType")?.Value);

    private const string Secrets = """
        SELECT id FROM test_session UNION SELECT id FROM seat UNION SELECT id FROM school_class UNION SELECT id FROM school UNION SELECT name FROM school UNION SELECT board_link FROM school_class
        """;

    private const string Stored = "SELECT session_id AS Id, profile AS Text FROM profile";

    private async Task<string[]> StoredAsync(ExportPlan plan)
    {
        HashSet<string> told = [.. plan.Persons.Select(person => person.SessionId)];
        Dictionary<string, string> profiles = (await house.Engine.Store.QueryAsync<TextRow>(Stored, null, default)).ToDictionary(row => row.Id, row => row.Text);
        List<string> all = [];
        foreach (AnswerRow row in (await house.Engine.Store.QueryAsync<AnswerRow>("SELECT session_id AS Id, answer_values AS Answers, battery_id AS Battery, battery_version AS Version FROM finished_session", null, default)).Where(row => told.Contains(row.Id)))
        {
            var battery = house.Engine.Batteries.Get(row.Battery, row.Version);
            string?[] answers = JsonSerializer.Deserialize<string?[]>(row.Answers)!;
            if (battery.Steps.FirstOrDefault(step => step is { Instrument.Id: "riasec", Form.Id: "full" }) is { } step
                && answers.Skip(step.FirstItem).Take(step.Form.Items.Length).Any(answer => answer is not null) && Profile.FromJson(profiles[row.Id]).Sections.FirstOrDefault(section => section.Instrument == "riasec") is { } section)
            {
                string given = string.Join(' ', answers.Skip(step.FirstItem).Take(step.Form.Items.Length).Select(answer => answer is "" ? "-1" : answer ?? ""));
                all.Add($"{given} = {string.Join(' ', section.Scales.Select(scale => scale.Raw is { } raw ? raw.ToString("R", CultureInfo.InvariantCulture) : ""))}");
            }
        }

        return [.. all.Order(StringComparer.Ordinal)];
    }

    private static (string[] Names, List<string[]> Rows) Table(string text, char between)
    {
        // No cell of a table holds a quotation mark or a line's end here.
        List<string[]> rows = [.. text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(between))];
        Assert.DoesNotContain('"', text);
        return (rows[0], rows[1..]);
    }

    private static IEnumerable<(string Name, List<Dictionary<string, string>> Rows)> SheetsOf(byte[] file)
    {
        Dictionary<string, string> parts = ExportHouse.PartsOf(file);
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        int number = 0;
        foreach (XElement sheet in XDocument.Parse(parts["xl/workbook.xml"]).Descendants(main + "sheet"))
        {
            yield return (
                sheet.Attribute("name")!.Value,
                [
                    .. XDocument.Parse(parts[$"xl/worksheets/sheet{++number}.xml"]).Descendants(main + "row").Select(row => row.Elements(main + "c").ToDictionary(
                        cell => cell.Attribute("r")!.Value.TrimEnd("0123456789".ToCharArray()), cell => cell.Value)),
                ]);
        }
    }

    [GeneratedRegex("^riasec_[a-z][0-9]+$")]
    private static partial Regex InterestItem();

    [GeneratedRegex(@"[\p{L}\p{N}_-]+")]
    private static partial Regex Words();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex QuotedTexts();

    [GeneratedRegex(@"VALUE LABELS (\w+)\n((?:  -?\d+ '(?:[^']|'')*'\n?)+)\.")]
    private static partial Regex ValueLabels();

    [GeneratedRegex(@"^  (-?\d+) '", RegexOptions.Multiline)]
    private static partial Regex Codes();

    [GeneratedRegex(@"""(?:[^""\\]|\\.)*""")]
    private static partial Regex RTexts();

    private sealed record TextRow
    {
        public required string Id { get; init; }

        public required string Text { get; init; }
    }

    private sealed record AnswerRow
    {
        public required string Id { get; init; }

        public required string Answers { get; init; }

        public required string Battery { get; init; }

        public required string Version { get; init; }
    }
}
