using System.Buffers;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Bench.Maintenance;

/// <summary>The part of the emulated disk where images are collected.</summary>
internal sealed class MemoryTarget : IDownloadTarget
{
    private ArrayBufferWriter<byte> _content = new();

    public long LengthBytes => _content.WrittenCount;

    /// <summary>The size of the emulated disk, what is on it included.</summary>
    public long DiskBytes { get; set; } = 64 * 1024 * 1024;

    public long FreeBytes => DiskBytes - LengthBytes;

    public string? Validator { get; private set; }

    public ReadOnlySpan<byte> Content => _content.WrittenSpan;

    public void Clear()
    {
        _content = new ArrayBufferWriter<byte>();
        Validator = null;
    }

    public Stream Begin(string? validator)
    {
        Clear();
        Validator = validator;
        return new Tail(_content);
    }

    public Stream Continue() => new Tail(_content);

    private sealed class Tail(ArrayBufferWriter<byte> content) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => content.WrittenCount;

        public override long Position
        {
            get => content.WrittenCount;
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
            // Memory has nothing to flush to.
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => content.Write(buffer);
    }
}
