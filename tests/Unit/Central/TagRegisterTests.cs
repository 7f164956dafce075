using ChargerFirmware.Central.Tags;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Unit.Central;

public sealed class TagRegisterTests
{
    private readonly VirtualLoop _loop = new(DateTimeOffset.UnixEpoch);
    private readonly TagRegister _tags;

    public TagRegisterTests() => _tags = new TagRegister(_loop.Time);

    [Fact]
    public void Tags_are_accepted_by_default()
    {
        _tags.Set("bad", AuthorizationStatus.Blocked);

        Assert.Equal(AuthorizationStatus.Accepted, _tags.ForAuthorize("good").Status);
        Assert.Equal(AuthorizationStatus.Blocked, _tags.ForAuthorize("BAD").Status);
        _tags.Others = AuthorizationStatus.Invalid;
        Assert.Equal(AuthorizationStatus.Invalid, _tags.ForStart("good").Status);
        Assert.True(_tags.Remove("Bad"));
        Assert.Equal(AuthorizationStatus.Invalid, _tags.ForStart("bad").Status);
    }

    [Fact]
    public void A_parent_and_an_expiry_date_are_sent()
    {
        var expiry = DateTimeOffset.UnixEpoch.AddHours(1);
        _tags.Set("t", AuthorizationStatus.Accepted, "GROUP", expiry);

        Assert.Equal(new IdTagInfo { Status = AuthorizationStatus.Accepted, ParentIdTag = "GROUP", ExpiryDate = expiry }, _tags.ForStart("T"));
    }

    [Fact]
    public void A_tag_expires()
    {
        _tags.Set("t", AuthorizationStatus.Accepted, expiryDate: DateTimeOffset.UnixEpoch.AddHours(1));
        _loop.RunFor(TimeSpan.FromHours(1));

        Assert.Equal(AuthorizationStatus.Expired, _tags.ForAuthorize("t").Status);
    }

    [Fact]
    public void ConcurrentTx_is_for_StartTransaction_only()
    {
        _tags.Set("t", AuthorizationStatus.ConcurrentTx, "GROUP");

        Assert.Equal(AuthorizationStatus.Accepted, _tags.ForAuthorize("t").Status);
        Assert.Equal(AuthorizationStatus.ConcurrentTx, _tags.ForStart("t").Status);
    }
}
