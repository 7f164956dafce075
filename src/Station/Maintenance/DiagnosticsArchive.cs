using System.IO.Compression;
using System.Text;

namespace ChargerFirmware.Station.Maintenance;

/// <summary>Entries as a zip file.</summary>
internal static class DiagnosticsArchive
{
    /// <param name="stamp">The time that every entry carries: the same entries make the same bytes.</param>
    public static byte[] Write(IEnumerable<DiagnosticsEntry> entries, DateTimeOffset stamp)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            foreach (var entry in entries)
            {
                var file = archive.CreateEntry(entry.Name, CompressionLevel.Optimal);
                file.LastWriteTime = stamp;
                using var stream = file.Open();
                stream.Write(Encoding.UTF8.GetBytes(entry.Text));
            }
        }

        return buffer.ToArray();
    }
}
