using System.Text;
using Diagnostics.Engine.Roster;

namespace Diagnostics.Tests.Roster;

/// <summary>What a file is: every encoding and sign between cells, what its columns say, and which of them may not come to a server.</summary>
public sealed class RosterInspectionTests : IDisposable
{
    private readonly RosterFiles _files = new();

    public void Dispose() => _files.Dispose();

    public static readonly TheoryData<string, char> Manners = new()
    {
        { "utf-8", ';' }, { "utf-8", ',' }, { "utf-8", '\t' }, { "windows-1251", ';' }, { "windows-1251", ',' }, { "windows-1251", '\t' },
    };

    [Theory]
    [MemberData(nameof(Manners))]
    public void A_table_is_read_in_each_manner(string encoding, char between)
    {
        string file = _files.Text(RosterFiles.Small.Replace(';', between), encoding == "utf-8" ? new UTF8Encoding(true) : Encoding.GetEncoding(1251));
        RosterInspection found = RosterDesk.Inspect(file, default);
        Assert.Equal((RosterFormat.Csv, 4L), (found.Format, found.Rows));
        Assert.Equal([RosterField.Municipality, RosterField.SchoolName, RosterField.Class, RosterField.Sex], found.Columns.Select(column => column.Guess));
        Assert.Equal("8А|8 «а»|9-Б", string.Join('|', found.Columns[2].Samples));
        Assert.StartsWith(encoding, found.Manner, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_is_read_with_what_its_formulas_came_to()
    {
        RosterInspection found = RosterDesk.Inspect(_files.Workbook(["Школа", "Класс", "Число учеников"], ["Школа № 1", "8А", "25"], ["", "", ""], ["Школа № 1", "8Б", "24"]), default);
        Assert.Equal((RosterFormat.Workbook, "Классы", 2L), (found.Format, found.Manner, found.Rows));
        Assert.Equal([RosterField.SchoolName, RosterField.Class, RosterField.Students], found.Columns.Select(column => column.Guess));
        Assert.Equal("25|24", string.Join('|', found.Columns[2].Samples));
    }

    [Theory]
    [InlineData("Школа;Класс;ФИО", "1;8А;x", PersonalKind.Name)]
    [InlineData("Школа;Класс;Ф.И.О. учащегося", "1;8А;x", PersonalKind.Name)]
    [InlineData("Школа;Класс;Дата рождения", "1;8А;x", PersonalKind.BirthDate)]
    [InlineData("Школа;Класс;СНИЛС", "1;8А;x", PersonalKind.Insurance)]
    [InlineData("Школа;Класс;Телефон родителя", "1;8А;x", PersonalKind.Name)]
    [InlineData("Школа;Класс;Диагноз", "1;8А;x", PersonalKind.Diagnosis)]
    public void A_heading_that_says_whose_it_is_keeps_the_file_out(string headings, string row, PersonalKind kind)
    {
        RosterInspection found = RosterDesk.Inspect(_files.Text($"{headings}\n{row}\n"), default);
        PersonalColumn told = Assert.Single(found.Personal);
        Assert.Equal((kind, true), (told.Kind, told.ByHeading));
        Assert.Empty(found.Columns);
    }

    [Theory]
    [InlineData("Иванова Анна Петровна", PersonalKind.Name)]
    [InlineData("ИВАНОВА АННА ПЕТРОВНА", PersonalKind.Name)]
    [InlineData("Анна Иванова", PersonalKind.Name)]
    [InlineData("Иванов И.И.", PersonalKind.Name)]
    [InlineData("Петрович", PersonalKind.Name)]
    [InlineData("12.05.2010", PersonalKind.BirthDate)]
    [InlineData("2010-05-12", PersonalKind.BirthDate)]
    [InlineData("112-233-445 95", PersonalKind.Insurance)]
    [InlineData("+7 (912) 345-67-89", PersonalKind.Phone)]
    [InlineData("anna@example.org", PersonalKind.Mail)]
    [InlineData("45 12 123456", PersonalKind.Document)]
    [InlineData("ЗПР", PersonalKind.Diagnosis)]
    public void So_do_cells_under_any_heading_even_far_below(string cell, PersonalKind kind)
    {
        string rows = string.Concat(Enumerable.Repeat("Школа № 1;8А;\n", 500));
        RosterInspection found = RosterDesk.Inspect(_files.Text($"Школа;Класс;Прочее\n{rows}Школа № 1;8А;{cell}\n"), default);
        PersonalColumn told = Assert.Single(found.Personal);
        Assert.Equal(("Прочее", kind, false), (told.Heading, told.Kind, told.ByHeading));
    }

    [Theory]
    [InlineData("Класс", "9А Иванов Пётр")]
    [InlineData("Класс", "9 Иван")]
    [InlineData("Буква", "Пётр")]
    [InlineData("Прочее", "1. Иванов Пётр")]
    [InlineData("Прочее", "12) Иванова А.")]
    public void A_name_behind_a_class_or_a_number_is_a_name(string heading, string cell) => Assert.Equal(
        PersonalKind.Name, Assert.Single(RosterDesk.Inspect(_files.Text($"Школа;{heading};Пол\nШкола № 1;{cell};м\nШкола № 1;8А;-\n"), default).Personal).Kind);

    [Theory]
    [InlineData("Код условий", RosterField.Accommodation)]
    [InlineData("Код ученика", RosterField.None)]
    [InlineData("Код ОО", RosterField.SchoolCode)]
    [InlineData("Учеников", RosterField.Students)]
    public void A_heading_says_what_it_says_as_a_whole(string heading, RosterField field) => Assert.Equal(
        field, RosterDesk.Inspect(_files.Text($"Школа;Класс;{heading}\nШкола № 1;8А;2\n"), default).Columns[2].Guess);

    [Fact]
    public void A_school_with_quotation_marks_in_its_name_is_read() => Assert.Equal(
        "МБОУ \"Лицей 5\"", RosterDesk.Inspect(_files.Text("Школа;Класс\nМБОУ \"Лицей 5\";8А\nМБОУ \"Лицей 5\";8Б\n"), default).Columns[0].Samples[0]);

    [Fact]
    public void An_open_quotation_mark_is_a_fault_of_the_file_and_its_line()
    {
        RosterFileException fault = Assert.Throws<RosterFileException>(() => RosterDesk.Inspect(_files.Text("Школа;Класс\nШкола;8А\n\"Лицей 5;8А\nШкола;8Б\n"), default));
        Assert.Equal(RosterFileFault.Unreadable, fault.Kind);
        Assert.Equal(3, fault.Line);
    }

    [Fact]
    public void Surnames_alone_are_told_by_their_two_endings() => Assert.Single(
        RosterDesk.Inspect(_files.Text("Школа;Класс;Прочее\n1;8А;Иванов\n1;8А;Петрова\n1;8А;Сидоров\n1;8А;Кузнецова\n"), default).Personal);

    [Fact]
    public void Rows_with_other_cells_than_headings_are_looked_at_too()
    {
        string rows = string.Concat(Enumerable.Repeat("Школа № 1;8А\n", 500));
        PersonalColumn told = Assert.Single(RosterDesk.Inspect(_files.Text($"Школа;Класс\n{rows}Школа № 1;8А;Иванова Анна Петровна\n"), default).Personal);
        Assert.Equal(("", PersonalKind.Name), (told.Heading, told.Kind));
        Assert.Empty(RosterDesk.Inspect(_files.Text($"Школа;Класс\n{rows}Школа № 1\n"), default).Personal);
    }

    /// <summary>A taxpayer's number may be that of many schools under one authority.</summary>
    [Fact]
    public void Another_number_of_a_school_is_not_taken_for_its_code() => Assert.Equal(
        [RosterField.None, RosterField.None, RosterField.SchoolName, RosterField.Class],
        RosterDesk.Inspect(_files.Text("ИНН;ОГРН;Школа;Класс\n1;2;3;8А\n"), default).Columns.Select(column => column.Guess));

    /// <summary>Schools are named after people, and towns end like surnames.</summary>
    [Fact]
    public void Names_of_places_are_not_taken_for_those_of_people() => Assert.Empty(RosterDesk.Inspect(
        _files.Text(
            """
            Район;Код школы;Наименование школы;Класс;Пол ученика;Число учеников
            Киров;123456;МБОУ СОШ № 5 им. А. С. Пушкина;8А;м;25
            Павлово;1234567890;Гимназия имени Петра Петровича Семёнова;8Б;ж;24
            Сергиев Посад;77;Школа «Надежда»;8В;м;23
            Балашова;78;Лев Толстой;9;ж;22

            """),
        default).Personal);
}
