using System.IO.Compression;

namespace Diagnostics.Engine.Roster;

/// <summary>An archive of somebody else's making: what it unpacks to is counted while it is unpacked, whatever it declares.</summary>
internal static class BoundedArchive
{
    private const int MostEntries = 2_000;

    /// <exception cref="RosterFileException">It is no archive, or one of too many parts.</exception>
    /// <param name="most">So many parts at most.</param>
    public static ZipArchive Open(Stream stream, int most = MostEntries)
    {
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Count <= most ? archive : throw new RosterFileException(RosterFileFault.Large);
        }
        catch (InvalidDataException broken)
        {
            throw new RosterFileException(RosterFileFault.Unreadable, cause: broken);
        }
    }

    /// <exception cref="RosterFileException">There is no such part, or it cannot be unpacked.</exception>
    public static Stream Part(ZipArchive archive, string name, long most)
    {
        try
        {
            return new Counted((archive.GetEntry(name) ?? throw new RosterFileException(RosterFileFault.Unreadable, name)).Open(), name, most);
        }
        catch (InvalidDataException broken)
        {
            throw new RosterFileException(RosterFileFault.Unreadable, name, cause: broken);
        }
    }

    private sealed class Counted(Stream inner, string name, long most) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _read;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                int read = inner.Read(buffer);
                _read += read;
                return _read <= most ? read : throw new RosterFileException(RosterFileFault.Large, name);
            }
            catch (InvalidDataException broken)
            {
                throw new RosterFileException(RosterFileFault.Unreadable, name, cause: broken);
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
