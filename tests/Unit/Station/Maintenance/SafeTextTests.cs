using System.Text;
using ChargerFirmware.Station.Maintenance;
using ChargerFirmware.Station.Ocpp16.FirmwareManagement;

namespace ChargerFirmware.Tests.Unit.Station.Maintenance;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("Diagnostics go to ftp://user:pass@host/in/", "Diagnostics go to ftp://***@host/***")]
    [InlineData("http://host:8080/bucket/tick3t?X-Amz-Signature=abc", "http://host:8080/***")]
    [InlineData("wss://host/ocpp/tok3n/", "wss://host/***")]
    [InlineData("https://host?token=abc", "https://host/***")]
    [InlineData("https://host#token", "https://host/***")]
    [InlineData("HTTPS://User@Host", "HTTPS://***@Host")]
    [InlineData("http://user:p@ss@host/a", "http://***@host/***")]
    [InlineData("http://user:pa/ss@host/a", "http://***")]
    [InlineData("http://user:pa?ss@host/a", "http://***")]
    [InlineData("http://[::1]:80/a", "http://[::1]:80/***")]
    [InlineData("""{"location":"ftp:\/\/user:pass@host\/in\/"}""", """{"location":"ftp:\/\/***@host/***"}""")]
    [InlineData("""http:\\user:pass@host\a""", """http:\\***@host/***""")]
    [InlineData("listens on http://127.0.0.1:9110, to everybody", "listens on http://127.0.0.1:9110, to everybody")]
    [InlineData("ws://host:9000/", "ws://host:9000/")]
    [InlineData("two: http://a/b and ftp://c:d@e", "two: http://a/*** and ftp://***@e")]
    [InlineData("no address: 12:30, a/b, x@y", "no address: 12:30, a/b, x@y")]
    public void Of_an_address_scheme_host_and_port_are_kept(string text, string safe) => Assert.Equal(safe, SafeText.Of(text));

    [Theory]
    [InlineData("ftp://user:pa ss\"word@host/in/", "ftp://***@host/***")]
    [InlineData(" http://user:pa<ss>@host/in/", "http://***@host/***")]
    [InlineData("see http://host/in/", "see http://host/***")]
    public void A_value_that_is_an_address_is_one_to_its_end(string value, string safe) => Assert.Equal(safe, SafeText.OfValue(value));

    [Theory]
    [InlineData(
        """[2,"1","GetDiagnostics",{"location":"http://host/up/tick3t?sig=abc"}]""", """[2,"1","GetDiagnostics",{"location":"http://host/***"}]""")]
    [InlineData("""[2,"1","UpdateFirmware",{"location":"user:pass@host/a"}]""", """[2,"1","UpdateFirmware",{"location":"***"}]""")]
    [InlineData("""{"location":"ftp:\/\/user:pa ss@host\/a"}""", """{"location":"ftp://***@host/***"}""")]
    [InlineData("""{"key":"AuthorizationKey","value":"s3cr3t"}""", """{"key":"AuthorizationKey","value":"***"}""")]
    [InlineData("""{"location":"Outlet","value":"1.5+2"}""", """{"location":"Outlet","value":"1.5+2"}""")]
    public void A_frame_is_shown_without_its_secrets(string frame, string safe) => Assert.Equal(safe, FrameSecrets.Redaction.Write(Encoding.UTF8.GetBytes(frame)));
}
