namespace Diagnostics.Web.Watch;

internal enum LogFormat
{
    /// <summary>One line for people.</summary>
    Plain,

    /// <summary>One JSON object a line, with the request's id.</summary>
    Json,
}
