using System.Globalization;
using System.Text;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// A text file that appears whole or not at all: written under another name beside its place and moved there by <see cref="Complete"/>.
/// Without that, disposing leaves nothing behind and an earlier file as it was. A link stays a link; what stands under /dev is no file and
/// is written as it goes.
/// </summary>
public sealed class WholeFile : IDisposable
{
    private readonly string _file;
    private readonly string? _partial;
    private readonly StreamWriter _text;

    /// <summary>Starts the file: UTF-8 without BOM.</summary>
    /// <exception cref="TableException">The folder cannot be written.</exception>
    public WholeFile(string file)
    {
        if (string.IsNullOrWhiteSpace(file) || Directory.Exists(file))
        {
            throw new TableException(file, 0, null, "cannot be written: it names no file");
        }

        try
        {
            bool isDevice = Path.GetFullPath(file).StartsWith("/dev/", StringComparison.Ordinal);
            bool isLink = !isDevice && new FileInfo(file).LinkTarget is not null;
            _file = isLink ? File.ResolveLinkTarget(file, returnFinalTarget: true)!.FullName : file;
            _partial = isDevice ? null : string.Create(CultureInfo.InvariantCulture, $"{_file}.{Environment.ProcessId}.partial");
            var options = new FileStreamOptions { Mode = isDevice ? FileMode.Open : FileMode.Create, Access = FileAccess.Write };
            _text = new StreamWriter(_partial ?? _file, new UTF8Encoding(false), options);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new TableException(file, 0, null, $"cannot be written: {cause.Message}", cause);
        }
    }

    public TextWriter Text => _text;

    /// <summary>Puts the finished file in its place, over an earlier one.</summary>
    public void Complete()
    {
        _text.Dispose();
        if (_partial is not null)
        {
            File.Move(_partial, _file, overwrite: true);
        }
    }

    public void Dispose()
    {
        _text.Dispose();
        if (_partial is not null)
        {
            File.Delete(_partial);
        }
    }
}
