#include "engine/tiers/rulebook/sensitive.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace huegrid::tiers {
namespace {

/// English words are compared whole, but one with a * may go on.
struct Topic {
    SensitiveTopic topic;
    std::string_view english, chinese;  ///< words with blanks between
};

constexpr std::array topics{
    Topic{{"religion", true}, "religi* faith church muslim christian buddhist islam* denomination", "宗教 信仰 信教 教徒 教派"},
    Topic{{"ethnicity", true}, "ethnic* race racial tribe", "民族 族别 族裔 种族"},
    Topic{{"politics", true}, "politic* partisan party_member ideology", "政治 党派 党员 党籍"},
    Topic{{"petitions", true}, "petition* xinfang", "信访 上访"},
    Topic{{"police records", true}, "police criminal* crime* arrest* convict* prison* parole offender* felony", "公安 民警 警务 警情 犯罪 前科 违法 刑满 服刑 在押 社区矫正"},
    Topic{{"drug records", true}, "drug drugs narcotic* addict*", "吸毒 戒毒 涉毒 毒品"},
    Topic{{"biometrics", true}, "biometr* fingerprint* iris dna voiceprint* face_id facial", "生物特征 生物识别 指纹 人脸 虹膜 声纹 基因"},
    Topic{{"disability", false}, "disab* handicap* wheelchair impair*", "残疾 残障 失能"},
    Topic{{"health", false}, "health* ill illness* disease* chronic* medic* diagnos* hospital* mental* dementia cancer pregnan* followup", "健康 疾病 慢病 慢性病 患病 病史 医疗 诊断 住院 随访 孕 精神 失智"},
    Topic{{"income", false}, "income* poor poverty salary wage* debt* subsist* allowance* benefit*", "收入 工资 低保 特困 贫困 债务 补助 救助"},
    Topic{{"minors", false}, "minor minors child children infant* underage kid kids", "未成年 儿童 子女 孩 幼儿 婴"},
};

/// `_face_id_` of faceId, Face-ID or "face id".
std::string words_of(std::string_view text) {
    std::string words = "_";
    bool small = false;
    for (const char c : text) {
        const bool capital = c >= 'A' && c <= 'Z', letter = c >= 'a' && c <= 'z';
        if (capital && small && words.back() != '_') words += '_';
        if (capital || letter || (c >= '0' && c <= '9')) words += capital ? char(c - 'A' + 'a') : c;
        else if (words.back() != '_') words += '_';
        small = letter;
    }
    return words + "_";
}

template <class Use>
bool any_word(std::string_view words, const Use& use) {
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        if (use(words.substr(0, end))) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

}  // namespace

std::optional<SensitiveTopic> sensitive_topic(const model::Attribute& attribute) {
    const auto english = words_of(attribute.name) + words_of(attribute.title.en);
    const auto chinese = attribute.name + " " + attribute.title.zh;
    for (const auto& [topic, in_english, in_chinese] : topics) {
        const bool found = any_word(in_english, [&](std::string_view word) {
            const bool goes_on = word.ends_with('*');
            if (goes_on) word.remove_suffix(1);
            return english.find("_" + std::string(word) + (goes_on ? "" : "_")) != std::string::npos;
        }) || any_word(in_chinese, [&](std::string_view word) { return chinese.find(word) != std::string::npos; });
        if (found) return topic;
    }
    return std::nullopt;
}

}  // namespace huegrid::tiers
