using System.Net;
using System.Text;

namespace ChargerFirmware.Network.WebSockets;

/// <summary>The answer of a server that opens no WebSocket: an HTTP status in the standard's words, and no content.</summary>
internal static class UpgradeRefusal
{
    public static byte[] Of(int httpStatus)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)httpStatus);

        // A challenge must go with 401 (RFC 9110, 11.6.1).
        var challenge = httpStatus == (int)HttpStatusCode.Unauthorized ? "WWW-Authenticate: Basic realm=\"ocpp\"\r\n" : "";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {httpStatus} {response.ReasonPhrase}\r\n{challenge}Content-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
