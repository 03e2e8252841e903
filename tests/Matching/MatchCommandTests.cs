using System.CommandLine;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Matching;

public sealed class MatchCommandTests : VerbTests
{
    private const string Atlas =
        "soc,R,I,A,S,E,C,point,title\n"
        + "2,1,2,3,4,5,6,0,\"Clerk, any\"\n1,2,4,6,8,10,12,0,Twice\n3,6,5,4,3,2,1,0,Opposite\n4,3,3,3,3,3,3,0,Flat\n";

    private const string Header = "id,rank,soc,title,pearson_r,person_code,occ_code,iachan_M,c_index,first_letter_hexdist,person_tie\n";

    [Fact]
    public async Task Prorated_profiles_stay_out_of_the_reference_group_where_the_file_says_which_they_are()
    {
        const string Head = "id,raw_R,raw_I,raw_A,raw_S,raw_E,raw_C,n_R,n_I,n_A,n_S,n_E,n_C\n";
        const string Prorated = "p,39,1,2,3,4,5,8,10,10,10,10,10\n";
        const string Complete = "a,10,20,30,40,50,60,10,10,10,10,10,10\nb,11,25,28,35,20,10,10,10,10,10,10,10\nc,5,15,8,25,2,30,10,10,10,10,10,10\n";
        Assert.Equal(0, await RunAsync(Head + Prorated + Complete, Atlas, "--standardise"));
        Assert.Contains("the file's own 3 complete profiles", Messages.ToString(), StringComparison.Ordinal);
        string[] with = [.. Output.ToString().Split('\n').Where(line => line.StartsWith("a,", StringComparison.Ordinal))];
        Output.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync(Head + Complete, Atlas, "--standardise"));
        Assert.Equal(with, Output.ToString().Split('\n').Where(line => line.StartsWith("a,", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Norms_are_the_group_when_they_are_given()
    {
        const string Profiles =
            "id,raw_R,raw_I,raw_A,raw_S,raw_E,raw_C\na,1,2,3,4,0,2\nb,4,2,1,0,3,1\nc,2,0,4,1,2,3\nd,0,4,2,3,1,0\n";
        string key = "item,scale,min,max,reverse\n" + string.Concat("RIASEC".Select((letter, item) => $"q{item},{letter},0,4,0\n"));
        string answers = Profiles.Replace("raw_R,raw_I,raw_A,raw_S,raw_E,raw_C", "q0,q1,q2,q3,q4,q5", StringComparison.Ordinal);
        string norms = Folder.PathOf("group.json");
        Assert.Equal(0, await InvokeAsync(
            NormsCommand.Create(), "--key", Folder.Write("key.csv", key), "--responses", Folder.Write("r.csv", answers), "--out", norms));
        Assert.Equal(0, await RunAsync(Profiles, Atlas, "--standardise"));
        string own = Output.ToString();
        Output.GetStringBuilder().Clear();

        // The group of the norms is the file itself, so the lists are the same to rounding.
        Assert.Equal(0, await RunAsync(Profiles, Atlas, "--norms", norms));
        Assert.Equal(Ranks(own), Ranks(Output.ToString()));
        Assert.Contains("the 4 respondents of group 1.0.0, a group too small", Messages.ToString(), StringComparison.Ordinal);

        static string[] Ranks(string table) => [.. table.Split('\n').Select(line => string.Join(',', line.Split(',').Take(3)))];
    }

    [Fact]
    public async Task Who_prefers_nothing_has_no_list_against_a_group_either()
    {
        const string Profiles =
            "id,raw_R,raw_I,raw_A,raw_S,raw_E,raw_C\na,10,20,30,40,50,60\nb,11,25,28,35,20,10\nflat,7,7,7,7,7,7\n";
        Assert.Equal(0, await RunAsync(Profiles, Atlas, "--standardise"));
        Assert.DoesNotContain("flat,", Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 have no list", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_fits_stand_by_code_and_people_without_a_list_are_counted()
    {
        string profiles =
            "raw_C,id,raw_R,raw_I,raw_A,raw_S,raw_E,n\n60,a,10,20,30,40,50,1\n5,b,5,5,5,5,5,1\n5,c,5,,5,4,5,1\n";
        Assert.Equal(0, await RunAsync(profiles, Atlas, "--top", "2"));
        string[] lines = Output.ToString().Split('\n');
        Assert.Equal(Header.TrimEnd(), lines[0]);
        Assert.Equal(
            ["a,1,1,Twice", "a,2,2,\"Clerk, any\""],
            lines[1..3].Select(line => line[..line.IndexOf(",0.99", StringComparison.Ordinal)]));
        Assert.All(lines[1..3], line => Assert.EndsWith(",CES,CES,28,18,0,0", line, StringComparison.Ordinal));
        Assert.Equal([""], lines[3..]);
        Assert.Contains(
            "3 respondents matched with 4 occupations, plain Pearson on raw scores. 2 have no list",
            Messages.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_atlas_gives_short_lists_and_no_profiles_give_a_header()
    {
        Assert.Equal(0, await RunAsync("id,raw_R,raw_I,raw_A,raw_S,raw_E,raw_C\na,6,5,4,3,2,1\n", Atlas));
        Assert.Equal(5, Output.ToString().Split('\n').Length);
        Output.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync("id,raw_R,raw_I,raw_A,raw_S,raw_E,raw_C\n", Atlas));
        Assert.Equal(Header, Output.ToString());
    }

    [Fact]
    public async Task Standardising_uses_the_files_own_complete_rows_and_says_how_many()
    {
        string atlas = "soc,R,I,A,S,E,C,title\n1,1,2,3,4,5,6,x\n2,2,2,2,2,9,2,y\n3,6,1,4,1,2,1,z\n";
        string profiles = "id,raw_R,raw_I,raw_A,raw_S,raw_E,raw_C\na,1,2,3,4,5,6\nb,9,3,5,6,1,2\nc,7,,1,1,1,1\nd,2,8,7,1,3,9\n";
        Assert.Equal(0, await RunAsync(profiles, atlas, "--standardise", "--excel"));
        Assert.Contains("the file's own 3 complete profiles", Messages.ToString(), StringComparison.Ordinal);
        Assert.Contains(" 1 have no list", Messages.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("\uFEFFid;rank;soc;", Output.ToString(), StringComparison.Ordinal);
        Assert.Contains(";0,", Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,1,2,3,4,5,6\n", "1 complete profiles; --standardise needs two")]
    [InlineData("a,1,2,3,4,5,6\nb,2,3,3,1,1,1\n", "column raw_A: is the same in all complete profiles")]
    [InlineData("a,1,2,3,4,5,6\nb,2,3,1e9,1,1,1\n", "column raw_A: has values beyond")]
    public async Task A_file_that_cannot_be_its_own_reference_is_refused(string rows, string message)
    {
        Assert.Equal(1, await RunAsync($"id,raw_R,raw_I,raw_A,raw_S,raw_E,raw_C\n{rows}", Atlas, "--standardise"));
        Assert.Contains(message, Messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soc,R,I,A,S,E,C,title\n1,1,2,x,4,5,6,t\n", "atlas.csv, line 2, column A: \"x\" is no number")]
    [InlineData("soc,R,I,A,S,E,C,title\n1,1,2,,4,5,6,t\n", "atlas.csv, line 2, column A: is empty")]
    [InlineData("soc,R,I,A,S,E,C,title\n1,1,2,NaN,4,5,6,t\n", "atlas.csv, line 2, column A: \"NaN\" is no number")]
    [InlineData("soc,R,I,A,S,E,C,title\n1,1,2,3,4,5,6,t\n1,1,2,3,4,5,6,t\n", "line 3, column soc: occupation 1 is in the atlas already")]
    [InlineData("soc,R,I,A,S,E,C,title\n,1,2,3,4,5,6,t\n", "atlas.csv, line 2, column soc: is empty")]
    [InlineData("soc,R,I,A,S,E,title\n", "no column C; an atlas has")]
    [InlineData("soc,R,I,A,S,E,C,title\n", "the atlas has no rows")]
    public async Task A_bad_atlas_names_file_line_column_and_reason(string atlas, string message)
    {
        Assert.Equal(1, await RunAsync("id,raw_R,raw_I,raw_A,raw_S,raw_E,raw_C\n", atlas));
        Assert.Contains(message, Messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,raw_R,raw_I,raw_A,raw_S,raw_E,raw_C\na,1,2,3,4,5,6\nb,1,2,3,many,5,6\n", "line 3, column raw_S: \"many\" is no number")]
    [InlineData("id,raw_R,raw_I,raw_A,raw_S,raw_E\n", "no column raw_C")]
    [InlineData("code,raw_R,raw_I,raw_A,raw_S,raw_E,raw_C\n", "no column id")]
    public async Task Bad_profiles_name_line_and_column_and_write_no_file(string profiles, string message)
    {
        Assert.Equal(1, await RunAsync(profiles, Atlas, "--out", Folder.PathOf("out.csv")));
        Assert.Contains(message, Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(["atlas.csv", "profiles.csv"], Folder.Names);
    }

    [Fact]
    public async Task Many_blocks_come_out_in_order_with_decimal_commas_read()
    {
        string rows = string.Concat(Enumerable.Range(0, 5000).Select(row => $"{row};{row % 7},5;2;3;4;5;6\n"));
        Assert.Equal(0, await RunAsync($"code;raw_R;raw_I;raw_A;raw_S;raw_E;raw_C\n{rows}", Atlas, "--id", "code", "--top", "1"));
        string[] lines = Output.ToString().Split('\n');
        Assert.Equal(5002, lines.Length);
        Assert.StartsWith("code,rank,", lines[0], StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 5000), row => Assert.StartsWith($"{row},1,", lines[row + 1], StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_left_out_is_wrong_usage()
    {
        string[] whole = ["--profiles", "p.csv", "--atlas", "a.csv"];
        Assert.Empty(MatchCommand.Create().Parse(whole).Errors);
        Assert.NotEmpty(MatchCommand.Create().Parse(["--atlas", "a.csv"]).Errors);
        string withoutAtlas = MatchCommand.Create().Parse(["--profiles", "p.csv"]).Errors.Single().Message;
        Assert.Contains("a built-in atlas", withoutAtlas, StringComparison.Ordinal);
        Assert.NotEmpty(MatchCommand.Create().Parse([.. whole, "--top", "0"]).Errors);
        Assert.NotEmpty(MatchCommand.Create().Parse([.. whole, "--top", "ten"]).Errors);
    }

    private Task<int> RunAsync(string profiles, string atlas, params string[] more) => InvokeAsync(
        MatchCommand.Create(),
        ["--profiles", Folder.Write("profiles.csv", profiles), "--atlas", Folder.Write("atlas.csv", atlas), .. more]);
}
