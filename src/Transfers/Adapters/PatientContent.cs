using System.Net;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>A body that is written piece by piece, each a sign of life.</summary>
internal sealed class PatientContent(ReadOnlyMemory<byte> content, Patience patience) : HttpContent
{
    private const int PieceBytes = 64 * 1024;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (var at = 0; at < content.Length; at += PieceBytes)
        {
            await stream.WriteAsync(content.Slice(at, Math.Min(PieceBytes, content.Length - at)), patience.Next()).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = content.Length;
        return true;
    }
}
