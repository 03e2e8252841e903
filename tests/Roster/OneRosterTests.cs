using System.IO.Compression;
using Diagnostics.Engine.Roster;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Roster;

/// <summary>Archives of OneRoster 1.2: what is written is read again as the same, what would bring names or half of it is refused.</summary>
public sealed class OneRosterTests : IDisposable
{
    private const string Manifest = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,bulk\nfile.classes,bulk\nfile.enrollments,bulk\n";
    private const string Orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\nd,,,Округ,district,,\ns,,,Школа,school,10,d\n";
    private const string Classes = """
        sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
        a,,,8 «А»,08,c,,homeroom,,s,t,,,
        b,,,Б,09,c,,homeroom,,s,t,,,
        m,,,Алгебра,08,c,,scheduled,,s,t,,,
        x,tobedeleted,,8Г,08,c,,homeroom,,s,t,,,

        """;

    private const string Enrollments = """
        sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
        1,,,a,s,u1,student,,,
        2,,,a,s,u2,student,,,
        3,,,a,s,u2,student,,,
        4,,,a,s,u3,teacher,,,
        5,tobedeleted,,a,s,u4,student,,,
        6,,,b,s,u5,student,,,
        7,,,m,s,u1,student,,,

        """;

    private readonly RosterFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Homerooms_are_read_with_the_number_of_their_students()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string file = Archive();
        Assert.Equal(RosterFormat.OneRoster, RosterDesk.Inspect(file, default).Format);
        await house.ImportAsync(await house.RegionAsync(), file);
        Assert.Equal(["Округ/Школа/8А 2+2", "Округ/Школа/9Б 1+2"], await house.ClassesAsync());
        Assert.Equal("10", await house.TextAsync("SELECT code FROM school_code"));
    }

    [Fact]
    public async Task What_is_written_is_read_again_as_the_same()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Engine.Accounts.OrgNode region = await house.RegionAsync();
        await house.ImportAsync(region, _files.Text(RosterFiles.Small));
        using var memory = new MemoryStream();
        await house.Engine.OneRoster.WriteAsync(region, RosterHouse.Actor, memory, default);
        string file = _files.Bytes(memory.ToArray());
        RosterPlan same = await house.PlanAsync(region, file);
        Assert.Equal(("0 0 3 0 0", 0), (RosterHouse.Changes(same), same.FaultCount));
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'rosterExported'"));

        await using TestHouse other = await TestHouse.OpenAsync();
        await other.ImportAsync(await other.RegionAsync(), file);
        Assert.Equal(await house.ClassesAsync(), await other.ClassesAsync());

        using ZipArchive archive = ZipFile.OpenRead(file);
        Assert.Equal(["academicSessions.csv", "classes.csv", "courses.csv", "enrollments.csv", "manifest.csv", "orgs.csv"], archive.Entries.Select(part => part.FullName).Order(StringComparer.Ordinal));
        using var told = new StreamReader(archive.GetEntry("manifest.csv")!.Open());
        string manifest = await told.ReadToEndAsync();
        Assert.Contains("file.users,absent", manifest, StringComparison.Ordinal);
        Assert.Contains("file.enrollments,bulk", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void What_would_bring_names_or_half_of_it_is_refused_with_file_and_line()
    {
        AssertRefused(RosterFileFault.PersonalPart, "users.csv", 0, Archive(("users.csv", "sourcedId,givenName,familyName\n")));
        AssertRefused(RosterFileFault.PersonalPart, "demographics.csv", 0, Archive(("demographics.csv", "sourcedId,birthDate\n")));
        AssertRefused(RosterFileFault.NotBulk, "manifest.csv", 0, Archive(("manifest.csv", Manifest.Replace("file.classes,bulk", "file.classes,delta", StringComparison.Ordinal))));
        AssertRefused(RosterFileFault.Unreadable, "classes.csv", 3, Archive(("classes.csv", Classes.Replace("homeroom,,s,t,,,\nm", "homeroom,,nowhere,t,,,\nm", StringComparison.Ordinal))));
        AssertRefused(RosterFileFault.Headings, "orgs.csv", 1, Archive(("orgs.csv", "id,name\n1,x\n")));
    }

    private static void AssertRefused(RosterFileFault kind, string part, long line, string file)
    {
        RosterFileException refused = Assert.Throws<RosterFileException>(() => RosterDesk.Inspect(file, default));
        Assert.Equal((kind, part, line), (refused.Kind, refused.Part, refused.Line));
    }

    private string Archive(params (string Name, string Text)[] others)
    {
        (string Name, string Text)[] usual = [("manifest.csv", Manifest), ("orgs.csv", Orgs), ("classes.csv", Classes), ("enrollments.csv", Enrollments)];
        return _files.Archive([.. usual.Where(part => others.All(other => other.Name != part.Name)), .. others]);
    }
}
