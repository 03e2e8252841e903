namespace Diagnostics.Engine.Readings;

/// <summary>Whom a text speaks to: a student with «ты», a parent with «вы», a psychologist about the talk to come.</summary>
public enum Audience
{
    Student,
    Parent,
    Psychologist,
}
