using System.Globalization;
using ChargerFirmware.Station.Maintenance;

namespace ChargerFirmware.Transfers.Adapters;

/// <summary>
/// FTP in passive mode (RFC 959, 2428, 3659), and FTPS by AUTH TLS (RFC 4217), or from the first byte on port 990. A download goes on by
/// REST when SIZE and MDTM say that the file is the one that was begun.
/// </summary>
internal sealed class FtpTransfer(TransferOptions options, TargetGate gate) : IFileWay
{
    public async Task DownloadAsync(Uri location, IDownloadTarget target, long maxBytes, CancellationToken cancellation)
    {
        using var patience = new Patience(options.Patience, cancellation);
        await using var session = await FtpSession.OpenAsync(location, options, gate, patience).ConfigureAwait(false);
        var path = PathOf(location);
        var size = await session.AskAsync("SIZE", path).ConfigureAwait(false) is { } text
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        var modified = await session.AskAsync("MDTM", path).ConfigureAwait(false);
        var validator = size is null || modified is null ? null : $"{size} {modified}";
        var present = validator is not null && validator == target.Validator && target.LengthBytes <= size ? target.LengthBytes : 0;
        if (present > 0 && present == size)
        {
            return;
        }

        Reception.Check(target, size, present, maxBytes);
        await using var data = await session.OpenDataAsync().ConfigureAwait(false);
        if (present > 0 && !await session.TryRestAsync(present).ConfigureAwait(false))
        {
            present = 0;
        }

        await session.BeginAsync("RETR", path, data).ConfigureAwait(false);
        using (var into = present > 0 ? target.Continue() : target.Begin(validator))
        {
            await Reception.CopyAsync(data.Stream, into, present, maxBytes, patience).ConfigureAwait(false);
        }

        await session.EndAsync(data).ConfigureAwait(false);
        if (size is not null && target.LengthBytes != size)
        {
            throw new TransferException($"{target.LengthBytes} of {size} bytes have come");
        }
    }

    public async Task UploadAsync(Uri location, UploadedFile file, CancellationToken cancellation)
    {
        using var patience = new Patience(options.Patience, cancellation);
        await using var session = await FtpSession.OpenAsync(location, options, gate, patience).ConfigureAwait(false);
        var path = UploadPlace.NamesFile(location) ? PathOf(location) : $"{PathOf(location).TrimEnd('/')}/{file.Name}".TrimStart('/');
        await using var data = await session.OpenDataAsync().ConfigureAwait(false);
        await session.BeginAsync("STOR", path, data).ConfigureAwait(false);
        await new PatientContent(file.Content(), patience).CopyToAsync(data.Stream, cancellation).ConfigureAwait(false);
        await session.EndAsync(data).ConfigureAwait(false);
    }

    /// <summary>Relative to where the login leads (RFC 1738, 3.2.2); a second slash makes it absolute.</summary>
    private static string PathOf(Uri location) => FtpSession.Printable(Uri.UnescapeDataString(location.AbsolutePath[1..]));
}
