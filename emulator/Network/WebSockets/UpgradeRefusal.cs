using System.Net;
using System.Text;
using ChargerFirmware.Listening;

namespace ChargerFirmware.Network.WebSockets;

/// <summary>The answer of a server that opens no WebSocket: an HTTP status in the standard's words.</summary>
internal static class UpgradeRefusal
{
    /// <summary>With a reason that a person can read.</summary>
    public static byte[] Of(Refusal refusal)
    {
        var document = refusal.ToDocument();
        return
        [
            .. Encoding.ASCII.GetBytes(
                $"HTTP/1.1 {refusal.Status} {refusal.Title}\r\nContent-Type: {Refusal.ContentType}\r\n" +
                $"Content-Length: {document.Length}\r\nConnection: close\r\n\r\n"),
            .. document,
        ];
    }

    public static byte[] Of(int httpStatus)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)httpStatus);

        // A challenge must go with 401 (RFC 9110, 11.6.1).
        var challenge = httpStatus == (int)HttpStatusCode.Unauthorized ? "WWW-Authenticate: Basic realm=\"ocpp\"\r\n" : "";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {httpStatus} {response.ReasonPhrase}\r\n{challenge}Content-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
