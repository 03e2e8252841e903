using System.Text.Json.Nodes;
using Diagnostics.Engine.Atlas;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Atlas;

public sealed class AtlasCommandTests : VerbTests
{
    private static readonly AtlasLibrary Library = AtlasLibrary.LoadBuiltIn();

    private string Said => Messages.ToString();

    [Theory]
    [InlineData("--excel")]
    [InlineData(null)]
    public async Task A_table_that_is_read_back_gives_the_same_atlas(string? excel)
    {
        string csv = Folder.PathOf("p.csv");
        string made = Folder.PathOf("new.json");
        string[] form = excel is null ? [] : [excel];
        Assert.Equal(0, await RunAsync(["export", "--table", "professions", "--out", csv, .. form]));
        Assert.Equal(0, await RunAsync("import", "--table", "professions", csv, "--out", made));
        Assert.Contains("0 new, 0 changed, 327 unchanged, 0 not mentioned", Said, StringComparison.Ordinal);
        Assert.Equal(Library.Newest.ContentHash, AtlasReader.Read(File.ReadAllBytes(made)).Atlas!.ContentHash);
    }

    [Theory]
    [InlineData("professions", 327)]
    [InlineData("directions", 453)]
    public async Task A_list_that_is_read_back_gives_the_same_atlas(string table, int entries)
    {
        string list = Folder.PathOf("list.json");
        string made = Folder.PathOf("new.json");
        Assert.Equal(0, await RunAsync("export", "--table", table, "--json", "--out", list));
        Assert.Equal(0, await RunAsync("import", "--table", table, list, "--out", made));
        Assert.Contains($"0 new, 0 changed, {entries} unchanged, 0 not mentioned", Said, StringComparison.Ordinal);
        Assert.Equal(Library.Newest.ContentHash, AtlasReader.Read(File.ReadAllBytes(made)).Atlas!.ContentHash);
    }

    [Theory]
    [InlineData("""{"directions": [{"code": "38.02.01"}]}""", "list.json, $.directions[0]: Property title is missing.")]
    [InlineData("""{"directions": [{"title": "?"}]}""", "list.json, $.directions[0]: Property code is missing.")]
    [InlineData("""{"jobs": []}""", "list.json, $.jobs: Unknown property")]
    [InlineData("""{"directions": 5}""", "list.json, $.directions: Expected an array")]
    [InlineData("""{"directions": [""", "list.json, $: Not valid JSON")]
    public async Task A_fault_of_a_list_is_told_with_file_and_path_and_nothing_is_written(string json, string fault)
    {
        string list = Folder.Write("list.json", json);
        Assert.Equal(1, await RunAsync("import", "--table", "directions", list, "--out", Folder.PathOf("new.json")));
        Assert.Contains(fault, Said, StringComparison.Ordinal);
        Assert.Equal(["list.json"], Folder.Names);
    }

    [Fact]
    public async Task A_dry_run_counts_what_would_change_and_writes_nothing()
    {
        string csv = Folder.Write("p.csv", "code,title,adapted\naccountant,Бухгалтер,false\n");
        Assert.Equal(0, await RunAsync("import", "--table", "professions", csv, "--out", Folder.PathOf("new.json"), "--dry-run"));
        Assert.Contains("0 new, 1 changed, 0 unchanged, 326 not mentioned; nothing written", Said, StringComparison.Ordinal);
        Assert.Equal(["p.csv"], Folder.Names);
    }

    [Fact]
    public async Task A_new_profession_is_added_and_nothing_else_is_touched()
    {
        string csv = Folder.PathOf("p.csv");
        Assert.Equal(0, await RunAsync("export", "--table", "professions", "--out", csv));
        string[] lines = await File.ReadAllLinesAsync(csv);
        string copy = lines[1].Replace("accountant,Бухгалтер", "bookkeeper,Счетовод", StringComparison.Ordinal);
        string one = Folder.Write("one.csv", $"{lines[0]}\n{copy}\n");
        Assert.Equal(0, await RunAsync("import", "--table", "professions", one, "--out", Folder.PathOf("new.json")));
        AtlasYear made = AtlasReader.Read(await File.ReadAllBytesAsync(Folder.PathOf("new.json"))).Atlas!;
        Assert.Equal(Library.Newest.Professions.Select(known => known.Code).Append("bookkeeper"), made.Professions.Select(known => known.Code));
    }

    [Theory]
    [InlineData("code,R\naccountant,8\n", "p.csv, line 2, column R: Expected a number from 1 to 7.")]
    [InlineData("code,R\naccountant,x\n", "p.csv, line 2, column R: \"x\" is no number")]
    [InlineData("code,adapted\naccountant,да\n", "p.csv, line 2, column adapted: \"да\" is neither true nor false")]
    [InlineData("code,ways\naccountant,99.02.99\n", "p.csv, line 2, column ways: There is no direction \"99.02.99\".")]
    [InlineData("code,title\nnobody,Никто\n", "p.csv, line 2: Property description is missing.")]
    [InlineData("code,salary\naccountant,1\n", "p.csv, line 1, column salary: unknown")]
    [InlineData("code\naccountant\naccountant\n", "p.csv, line 3, column code: accountant is in the table already")]
    [InlineData("title\nБухгалтер\n", "p.csv, line 1: no column code")]
    public async Task A_fault_is_told_with_file_line_and_column(string table, string fault)
    {
        string csv = Folder.Write("p.csv", table);
        Assert.Equal(1, await RunAsync("import", "--table", "professions", csv, "--out", Folder.PathOf("new.json")));
        Assert.Contains(fault, Said, StringComparison.Ordinal);
        Assert.Equal(["p.csv"], Folder.Names);
    }

    [Fact]
    public async Task A_check_tells_the_faults_of_a_file_with_their_places()
    {
        Assert.Equal(0, await RunAsync("check"));
        Assert.Contains("327 professions", Said, StringComparison.Ordinal);
        JsonNode root = JsonNode.Parse(Library.JsonOf(Library.Newest).Span)!;
        root["professions"]![3]!["sector"] = "space";
        string file = Folder.Write("bad.json", root.ToJsonString());
        Assert.Equal(1, await RunAsync("check", file));
        Assert.Contains("bad.json, $.professions[3].sector: There is no sector \"space\".", Said, StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("check", Folder.PathOf("none.json")));
    }

    [Fact]
    public void A_wrong_command_line_is_told_before_anything_is_read()
    {
        Assert.NotEmpty(AtlasCommand.Create().Parse(["export"]).Errors);
        Assert.NotEmpty(AtlasCommand.Create().Parse(["export", "--table", "sectors"]).Errors);
        Assert.NotEmpty(AtlasCommand.Create().Parse(["import", "--table", "professions", "p.csv"]).Errors);
    }

    [Fact]
    public async Task A_table_of_directions_is_not_read_back_and_the_way_is_named()
    {
        Assert.Equal(1, await RunAsync("import", "--table", "directions", Folder.Write("d.csv", "code\n38.02.01\n"), "--dry-run"));
        Assert.Contains("--json", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directions_are_a_table_too()
    {
        Assert.Equal(0, await RunAsync("export", "--table", "directions"));
        Assert.Equal(454, Output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Match_takes_the_built_in_atlas_by_its_id()
    {
        string profiles = Folder.Write("s.csv", "id,raw_R,raw_I,raw_A,raw_S,raw_E,raw_C\na,1,4,1,2,4,7\n");
        Assert.Equal(0, await InvokeAsync(MatchCommand.Create(), "--profiles", profiles, "--atlas", "russia", "--top", "3"));
        string code = Output.ToString().Split('\n')[1].Split(',')[2];
        Assert.Contains(code, Library.Newest.Professions.Select(one => one.Code));
    }

    [Fact]
    public async Task A_form_is_written_and_checked()
    {
        string file = Folder.PathOf("programmes.csv");
        Assert.Equal(0, await RunAsync("form", "--out", file));
        Assert.Equal(0, await RunAsync("overlay", "--region", "Заречье", "--programmes", file));
        Assert.Contains("0 programmes, 0 resources", Said, StringComparison.Ordinal);
        string links = Folder.PathOf("links.csv");
        Assert.Equal(0, await RunAsync("form", "--links", "--out", links));
        File.AppendAllText(links, "portal,Портал,okz,https://example.org/{code},Служба,2026-11-21\n");
        Assert.Equal(0, await RunAsync("overlay", "--region", "Заречье", "--links", links));
        Assert.Contains("1 links, no faults", Said, StringComparison.Ordinal);
        File.AppendAllText(links, "portal-2,Портал,okz,http://example.org/{code},Служба,2026-11-21\n");
        Assert.Equal(1, await RunAsync("overlay", "--region", "Заречье", "--links", links));
        Assert.Contains("links.csv, line 4, column template", Said, StringComparison.Ordinal);
        Assert.NotEmpty(AtlasCommand.Create().Parse(["overlay", "--region", "Заречье"]).Errors);
        Assert.NotEmpty(AtlasCommand.Create().Parse(["form", "--links", "--demand"]).Errors);
    }

    private Task<int> RunAsync(params string[] arguments) => InvokeAsync(AtlasCommand.Create(), arguments);
}
